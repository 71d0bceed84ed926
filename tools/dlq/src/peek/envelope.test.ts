import { envelopeOf } from './envelope.ts';

const detail = (eventId: string, more: object) => ({
  metadata: { eventId, correlationId: 'c1', version: 1 },
  ...more,
});
const event = (detailType: string, content: unknown) => ({
  'detail-type': detailType,
  source: 'acado.ingest-a',
  id: 'delivery',
  time: '2026-01-02T03:04:05Z',
  detail: content,
});
const dataRef = { bucket: 'payloads', key: 'payloads/1.json', bytes: 10, sha256: 'a' };

describe('envelopeOf', () => {
  it('reads an event of one order', () => {
    const body = event('OrderPlaced', detail('e1', { data: { orderId: 'o1' } }));
    expect(envelopeOf(JSON.stringify(body))).toEqual({
      kind: 'event',
      source: 'acado.ingest-a',
      detailType: 'OrderPlaced',
      time: '2026-01-02T03:04:05Z',
      eventIds: ['e1'],
      correlationIds: ['c1'],
      orderIds: ['o1'],
      payloads: [],
    });
  });

  it('reads an event of several orders, some of which are on S3', () => {
    const orders = [detail('e1', { data: { orderId: 'o1' } }), detail('e2', { dataRef }), 'poison'];
    expect(envelopeOf(JSON.stringify(event('OrdersPlaced', { orders })))).toMatchObject({
      eventIds: ['e1', 'e2'],
      correlationIds: ['c1'],
      orderIds: ['o1'],
      payloads: [dataRef],
    });
  });

  it('reads what waits in the inbox, without an envelope', () => {
    expect(envelopeOf(JSON.stringify(detail('e1', { data: { orderId: 'o1' } })))).toMatchObject({
      kind: 'json',
      eventIds: ['e1'],
      orderIds: ['o1'],
    });
  });

  it('reads the event within the record of a failed invocation', () => {
    const record = {
      requestContext: { functionArn: 'arn:aws:lambda:…:function:f' },
      requestPayload: event('OrderPlaced', detail('e1', {})),
    };
    expect(envelopeOf(JSON.stringify(record))).toMatchObject({
      kind: 'invocation',
      functionArn: 'arn:aws:lambda:…:function:f',
      eventIds: ['e1'],
    });
  });

  it.each([
    ['no json', 'text'],
    ['{"poison":true}', 'json'],
    ['null', 'json'],
    ['[1]', 'json'],
    ['{"detail":{"metadata":7,"data":[]},"detail-type":"x"}', 'event'],
  ])('understands poison as far as it goes: %s', (body, kind) => {
    expect(envelopeOf(body)).toMatchObject({ kind, orderIds: [], payloads: [] });
  });
});
