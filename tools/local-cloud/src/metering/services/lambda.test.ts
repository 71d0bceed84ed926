import { aRequest } from '../../testing/a-request.ts';
import { asyncRequests, meterLambda } from './lambda.ts';

const KB = 1024;
const invoked = (name: string, type?: string, status = 200) =>
  meterLambda({
    request: aRequest({
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers: type === undefined ? {} : { 'x-amz-invocation-type': type },
      body: Buffer.alloc(300 * KB),
    }),
    answer: { status },
  });

describe('meterLambda', () => {
  it.each(['buy', 'arn:aws:lambda:us-east-1:000000000000:function:buy', 'buy:$LATEST'])(
    'takes an invocation of %s',
    (name) => {
      expect(invoked(name)).toEqual([{ service: 'lambda', operation: 'Invoke', resource: 'buy' }]);
    },
  );

  it('takes an asynchronous one by its size, a refused one as failed, and a dry run not at all', () => {
    const call = { service: 'lambda', operation: 'InvokeAsync', resource: 'buy' };

    expect(invoked('buy', 'Event', 202)).toEqual([{ ...call, chunks: 2 }]);
    expect(invoked('buy', 'Event', 404)).toEqual([{ ...call, failed: 1 }]);
    expect(invoked('buy', 'RequestResponse', 429)).toMatchObject([{ failed: 1 }]);
    expect(invoked('buy', 'DryRun', 204)).toEqual([]);
  });

  it('takes nothing else', () => {
    const request = aRequest({ method: 'GET', path: '/2015-03-31/functions' });

    expect(meterLambda({ request, answer: { status: 200 } })).toEqual([]);
  });
});

describe('asyncRequests', () => {
  it.each([
    [0, 1],
    [256 * KB, 1],
    [256 * KB + 1, 2],
    [320 * KB, 2],
    [320 * KB + 1, 3],
    [1024 * KB, 13],
  ])('is for %d bytes %d', (bytes, requests) => {
    expect(asyncRequests(bytes)).toBe(requests);
  });
});
