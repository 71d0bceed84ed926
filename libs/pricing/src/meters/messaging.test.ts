import { unitsOf } from '../testing/units-of.ts';

const KIB_64 = 65_536;

describe('eventbridge', () => {
  it.each([
    [0, '5'],
    [1, '5'],
    [KIB_64, '5'],
    [KIB_64 + 1, '10'],
    [1_048_576, '80'],
  ])('counts 64 KB chunks of an event of %s bytes', (eventBytes, units) => {
    expect(unitsOf({ meter: 'eventbridge', events: 5, eventBytes })).toEqual({
      'eventbridge.custom-events': units,
    });
  });
});

describe('sqs', () => {
  const requestsOf = (fields: object) =>
    unitsOf({ meter: 'sqs', type: 'standard', ...fields })['sqs.requests.standard'];
  const batched = { sendBatchSize: 10, receiveBatchSize: 10, deleteBatchSize: 10 };

  it('takes three requests for each message without batches', () => {
    expect(requestsOf({ messages: 100, messageBytes: 1000 })).toBe('300');
  });

  it('takes 0.3 requests for each message in batches of ten', () => {
    expect(requestsOf({ messages: 100, messageBytes: 1000, ...batched })).toBe('30');
  });

  it('takes a call for the rest of the messages', () => {
    expect(requestsOf({ messages: 101, messageBytes: 1000, ...batched })).toBe('33');
    expect(requestsOf({ messages: 9, messageBytes: 1000, ...batched })).toBe('3');
  });

  it.each([
    [6553, '3'], // 65,530 bytes together
    [6554, '5'], // 65,540: send and receive take two, delete carries no message
  ])(
    'counts 64 KB of the ten messages of %s bytes of a call together',
    (messageBytes, requests) => {
      expect(requestsOf({ messages: 10, messageBytes, ...batched })).toBe(requests);
    },
  );

  it.each([
    [KIB_64, '3'],
    [KIB_64 + 1, '5'],
  ])('counts 64 KB of one message of %s bytes', (messageBytes, requests) => {
    expect(requestsOf({ messages: 1, messageBytes })).toBe(requests);
  });

  it('counts empty receives', () => {
    expect(requestsOf({ messages: 0, emptyReceives: 12 })).toBe('12');
  });

  it('keeps FIFO apart', () => {
    expect(unitsOf({ meter: 'sqs', type: 'fifo', messages: 1 })).toEqual({
      'sqs.requests.fifo': '3',
    });
  });

  it.each([
    [{ sendBatchSize: 11 }, /sendBatchSize: Expected a whole number from 1 to 10/],
    [{ receiveBatchSize: 0 }, /receiveBatchSize/],
    [{ messageBytes: 1_048_577 }, /messageBytes/],
    [{ messageBytes: 200_000, sendBatchSize: 10 }, /sendBatchSize: .*1 MiB together/],
  ])('refuses %j', (fields, message) => {
    expect(() => requestsOf({ messages: 1, ...fields })).toThrow(message);
  });
});

describe('sqs-requests', () => {
  it.each([
    [0, '4'],
    [KIB_64, '4'],
    [KIB_64 + 1, '8'],
  ])('counts 64 KB chunks of a call of %s bytes', (requestBytes, units) => {
    expect(unitsOf({ meter: 'sqs-requests', type: 'fifo', requests: 4, requestBytes })).toEqual({
      'sqs.requests.fifo': units,
    });
  });
});

describe('sns', () => {
  it('counts 64 KB chunks, and deliveries to HTTP only', () => {
    expect(unitsOf({ meter: 'sns', publishes: 3, messageBytes: KIB_64 + 1 })).toEqual({
      'sns.publishes.standard': '6',
    });
    expect(unitsOf({ meter: 'sns', publishes: 3, httpDeliveries: 9 })).toEqual({
      'sns.publishes.standard': '3',
      'sns.deliveries.http': '9',
    });
  });
});
