import { anHttpApiEvent } from '../testing/an-http-api-event.ts';
import { anSqsEvent, type SqsRecordOverrides } from '../testing/an-sqs-event.ts';
import { defaultRecords, triggerUnits } from './trigger-units.ts';

const KB = 1024;

const messages = (count: number, overrides: Partial<SqsRecordOverrides> = {}) =>
  anSqsEvent(Array.from({ length: count }, () => ({ body: 'x', ...overrides })));

const queueUnits = (
  event: unknown,
  {
    failures = [],
    error,
    fedByRule = false,
  }: { failures?: string[]; error?: Error; fedByRule?: boolean } = {},
): number | undefined => {
  const batchItemFailures = failures.map((itemIdentifier) => ({ itemIdentifier }));
  const units = triggerUnits(event, fedByRule)({ response: { batchItemFailures }, error });
  return units['sqs.requests.standard'];
};

describe('triggerUnits', () => {
  it.each([
    [0, 1],
    [512 * KB, 1],
    [512 * KB + 1, 2],
  ])('counts an HTTP request of %d bytes as %d', (bytes, units) => {
    const body = 'x'.repeat(bytes);
    const expected = { 'api-gateway.http.requests': units };

    expect(triggerUnits(anHttpApiEvent({ body }), false)({})).toEqual(expected);
    expect(triggerUnits(anHttpApiEvent({ body, base64: true }), false)({})).toEqual(expected);
  });

  it('counts a request of a REST API once, whatever its size', () => {
    const event = { requestContext: { httpMethod: 'POST' }, body: 'x'.repeat(600 * KB) };

    expect(triggerUnits(event, false)({})).toEqual({ 'api-gateway.rest.requests': 1 });
  });

  it.each([
    [1, 2],
    [10, 2],
    [11, 4],
    [25, 6],
  ])('counts the receives and deletes of %d messages as %d', (count, requests) => {
    expect(queueUnits(messages(count))).toBe(requests);
  });

  it('counts the portions in which a quiet queue was read', () => {
    const event = messages(4);
    [0, 700, 705, 706].forEach((ms, index) => {
      event.Records[index]!.attributes.ApproximateFirstReceiveTimestamp = String(1e12 + ms);
    });

    expect(queueUnits(event)).toBe(3 + 1);
  });

  it('counts each 64 KB of a receive', () => {
    expect(queueUnits(messages(2, { body: 'x'.repeat(33 * KB) }))).toBe(2 + 1);
  });

  it('deletes only what succeeded', () => {
    expect(queueUnits(messages(11), { failures: ['message-0'] })).toBe(2 + 1);
    expect(queueUnits(messages(10), { error: new Error('no') })).toBe(1);
  });

  it('counts what a rule sent, at the first delivery', () => {
    expect(queueUnits(messages(10), { fedByRule: true })).toBe(2 + 10);
    expect(queueUnits(messages(10, { receiveCount: 2 }), { fedByRule: true })).toBe(2);
    expect(queueUnits(messages(1, { body: 'x'.repeat(65 * KB) }), { fedByRule: true })).toBe(5);
  });

  it('knows a FIFO queue by its name', () => {
    const event = messages(1);
    event.Records[0]!.eventSourceARN += '.fifo';

    expect(triggerUnits(event, false)({})).toEqual({ 'sqs.requests.fifo': 2 });
  });

  it.each([[{}], [null], ['text'], [{ source: 'aws.events', detail: {} }], [{ Records: [] }]])(
    'counts nothing for %j',
    (event) => {
      expect(triggerUnits(event, false)({})).toEqual({ 'api-gateway.rest.requests': 0 });
    },
  );
});

describe('defaultRecords', () => {
  it('is one, or the messages of a batch', () => {
    expect(defaultRecords(anHttpApiEvent())).toBe(1);
    expect(defaultRecords({})).toBe(1);
    expect(defaultRecords(messages(25))).toBe(25);
  });
});
