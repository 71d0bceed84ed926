import { createMetering, OPERATOR } from './create-metering.ts';
import { aJsonRequest } from '../testing/a-request.ts';

const reports: string[] = [];
const aMetering = () =>
  createMetering((_level, source, message) => reports.push(`${source}: ${message}`));
const send = { QueueUrl: 'http://127.0.0.1/0/orders', MessageBody: 'x' };

describe('createMetering', () => {
  beforeEach(() => reports.splice(0));

  it.each([
    ['a function', { kind: 'role', roleArn: 'arn:aws:iam::0:role/r', sessionName: 'buy' }, 'buy'],
    ['a role', { kind: 'role', roleArn: 'arn:aws:iam::0:role/r' }, 'r'],
    ['anybody else', { kind: 'developer' }, OPERATOR],
  ] as const)('names %s', async (_name, principal, caller) => {
    const metering = aMetering();
    const api = metering.sqs(() => Promise.resolve({ status: 200 }));
    await api({ ...aJsonRequest('AmazonSQS.SendMessage', send), principal });

    expect(metering.snapshot().calls).toMatchObject([{ caller, requests: 1 }]);
  });

  it('reports what it can not count, and answers nevertheless', async () => {
    const metering = aMetering();
    const answer = { status: 200, body: 'no JSON' };
    const api = metering.events(() => Promise.resolve(answer));

    expect(await api(aJsonRequest('AWSEvents.PutEvents', { Entries: [{}] }))).toBe(answer);
    expect(reports).toEqual([expect.stringMatching(/^usage: a call could not be counted: /)]);
  });

  it('breaks nothing when whoever is told of usage fails', async () => {
    const fail = (): void => {
      throw new Error('full');
    };
    const metering = createMetering((_level, _source, message) => reports.push(message), {
      onUsage: { call: fail, log: fail },
    });
    const invoke = metering.invokeAsync(() => Promise.resolve(), 'lambda.amazonaws.com');
    await invoke('buy', Buffer.from('{}'));
    metering.onLines('a', ['line']);
    metering.onLogEvents('a', ['event']);

    const { calls, logs } = metering.snapshot();
    expect(calls).toMatchObject([{ operation: 'InvokeAsync', resource: 'buy', chunks: 1 }]);
    expect(logs).toMatchObject([{ logGroup: 'a', events: 2 }]);
    expect(reports).toEqual(Array(3).fill('a call could not be counted: Error: full'));
  });

  const request = { name: 'shop', type: 'HTTP' as const, status: 200, integrationLatencyMs: 3 };
  const KB = 1024;

  it.each([
    [0, 1],
    [512 * KB, 1],
    [512 * KB + 1, 2],
    [10_240 * KB, 20],
  ])('takes %d bytes for an HTTP API as %d units, for a REST API as one', (requestBytes, units) => {
    const metering = aMetering();
    metering.onRequest({ ...request, requestBytes });
    metering.onRequest({ ...request, type: 'REST', requestBytes });

    expect(metering.snapshot().apis).toEqual([
      { api: 'shop', type: 'HTTP', requests: 1, rejected: 0, units512Kb: units },
      { api: 'shop', type: 'REST', requests: 1, rejected: 0, units512Kb: 1 },
    ]);
  });

  it('bills no request that was throttled or not authorized, unless the function said so', () => {
    const metering = aMetering();
    for (const status of [401, 403, 429]) {
      metering.onRequest({ ...request, status, requestBytes: 0 });
      metering.onRequest({ ...request, status, requestBytes: 0, integrationLatencyMs: undefined });
    }
    metering.onRequest({
      ...request,
      status: 404,
      requestBytes: 0,
      integrationLatencyMs: undefined,
    });

    expect(metering.snapshot().apis).toEqual([
      { api: 'shop', type: 'HTTP', requests: 4, rejected: 3, units512Kb: 4 },
    ]);
  });

  it('takes 26 bytes with each log event, and the newline that ends a line of a function', () => {
    const metering = aMetering();
    metering.onLines('a', ['ü', 'two\nlines']);
    metering.onLines('a', []);
    metering.onLogEvents('b', ['ü']);

    expect(metering.snapshot().logs).toEqual([
      { logGroup: 'a', events: 2, bytes: 2 + 1 + 26 + 9 + 1 + 26 },
      { logGroup: 'b', events: 1, bytes: 2 + 26 },
    ]);
  });

  it('lists custom metrics, not those of AWS', () => {
    const metering = aMetering();
    metering.onMeasurement({ namespace: 'AWS/Lambda', name: 'Errors', dimensions: {} });
    metering.onMeasurement({ namespace: 'Acado', name: 'Orders', dimensions: { service: 'a' } });

    expect(metering.snapshot().metrics).toEqual([
      { namespace: 'Acado', name: 'Orders', dimensions: { service: 'a' } },
    ]);
  });
});
