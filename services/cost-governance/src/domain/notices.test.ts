import { aPolicy, MINUTE } from '../testing/a-world.ts';
import type { Incident } from './incident.ts';
import { noticeOf } from './notices.ts';

const anIncident = (overrides: Partial<Incident> = {}): Incident => ({
  functionName: 'acado-shop-test-sell',
  alarmName: 'acado-shop-test-sell-cost',
  phase: 'throttled',
  revision: 3,
  since: 0,
  changedAt: 0,
  dueAt: 0,
  throttles: 2,
  throttle: { before: 5, applied: 0, paused: ['m-0'] },
  usdPerHour: 12.3456,
  thresholdUsdPerHour: 0.1,
  toTell: [],
  ...overrides,
});

const text = (...args: Parameters<typeof noticeOf>) => noticeOf(...args).text;

describe('noticeOf', () => {
  it('says what was done, what was before, what it cost and how to undo it', () => {
    const throttled = text('throttled', aPolicy(), anIncident(), 10 * MINUTE);
    expect(throttled).toContain('throttled to 0 concurrent executions');
    expect(throttled).toContain('1 of its event source mappings is disabled');
    expect(throttled).toContain('It had reserved concurrency 5');
    expect(throttled).toContain("$12.35 per hour; the alarm's threshold is $0.100");
    expect(throttled).toContain('restored in 10 minutes');
    expect(throttled).toContain(
      'aws lambda invoke --function-name acado-guard-test-operate --cli-binary-format raw-in-base64-out --payload \'{"action":"restore","function":"acado-shop-test-sell"}\' /dev/stdout',
    );
  });

  it('says who holds it', () => {
    expect(text('held', aPolicy(), anIncident())).toContain('throttled 2 times and relapsed');
    expect(text('held', aPolicy(), anIncident({ byHand: true }))).toContain(
      'Somebody asked for it',
    );
  });

  it('says what it is again', () => {
    const throttle = { before: null, applied: 0, paused: [] };
    expect(text('restored', aPolicy(), anIncident({ throttle }), MINUTE)).toContain(
      'has no reserved concurrency again. If its alarm goes off within 1 minute,',
    );
  });

  it('fits the subject of a message', () => {
    const { subject } = noticeOf('held', aPolicy(), anIncident({ functionName: 'x'.repeat(64) }));
    expect(subject.length).toBeLessThanOrEqual(100);
    expect(subject).toMatch(/^[ -~]+$/);
  });
});
