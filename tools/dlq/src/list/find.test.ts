import { whyHere } from './explain.ts';
import { isWanted } from './find.ts';

describe('isWanted', () => {
  const queue = 'acado-worker-b-dev-orders-dlq';
  it.each([
    [{}, true],
    [{ stage: 'dev' }, true],
    [{ stage: 'prod' }, false],
    [{ service: 'worker-b' }, true],
    [{ service: 'acado-worker-b' }, true],
    [{ service: 'worker' }, true],
    [{ service: 'worker', stage: 'dev' }, false],
    [{ service: 'worker-b', stage: 'dev' }, true],
    [{ service: 'worker-c' }, false],
  ])('%j: %p', (filter, expected) => {
    expect(isWanted(queue, filter)).toBe(expected);
  });
});

describe('whyHere', () => {
  it('says it for each kind of origin', () => {
    const queue = {
      kind: 'queue',
      queue: 'q',
      url: '',
      maxReceiveCount: 5,
      visibilityTimeoutS: 1,
    } as const;
    expect(whyHere({ ...queue, consumers: ['f'] })).toBe('failed 5 times in f');
    expect(whyHere({ ...queue, consumers: [] })).toContain('no function does');
    const rule = {
      kind: 'rule',
      rule: 'r',
      bus: 'b',
      targetArn: 'arn:aws:sqs:r:a:t',
      isTransformed: false,
    } as const;
    expect(whyHere({ ...rule, maximumRetryAttempts: 185, maximumEventAgeS: 86_400 })).toContain(
      'rule r could not deliver to t: no permission, no such target, or 185 retries within 1 d failed',
    );
    expect(whyHere({ kind: 'function', function: 'f', via: 'destination' })).toContain(
      'of f failed',
    );
  });
});
