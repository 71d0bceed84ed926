import { bytesOf, chunks, field, list, type Units } from './units.ts';

/** HTTP APIs bill each started 512 KB of a request. */
const HTTP_UNIT_BYTES = 512 * 1024;

/** A call to SQS takes ten messages, however large the function's batch is. */
const MESSAGES_PER_CALL = 10;

/** Messages that were received with one call were received at one time, give or take some ms. */
const ONE_CALL_MS = 5;

const messageBytes = (record: unknown): number =>
  bytesOf([field(record, 'body'), field(record, 'messageAttributes')]);

const sumBy = <T>(values: readonly T[], measure: (value: T) => number): number =>
  values.reduce((sum, value) => sum + measure(value), 0);

const bodyBytes = (event: unknown): number => {
  const body = field(event, 'body');
  if (typeof body !== 'string') return 0;
  return Buffer.byteLength(body, field(event, 'isBase64Encoded') === true ? 'base64' : 'utf8');
};

const receivedAt = (record: unknown): number =>
  Number(field(field(record, 'attributes'), 'ApproximateFirstReceiveTimestamp') ?? 0);

/** The messages of a batch by the calls that received them: a queue with little traffic is read in small portions. */
const receiveCalls = (records: unknown[]): unknown[][] => {
  const calls: unknown[][] = [];
  let startedAt = NaN;
  for (const record of records.toSorted((a, b) => receivedAt(a) - receivedAt(b))) {
    const call = calls.at(-1);
    const isSameCall = receivedAt(record) - startedAt <= ONE_CALL_MS;
    if (call && isSameCall && call.length < MESSAGES_PER_CALL) {
      call.push(record);
    } else {
      startedAt = receivedAt(record);
      calls.push([record]);
    }
  }
  return calls;
};

/** Receives, deletes of what succeeded, and the sends that a rule made. */
const queueUnits = (records: unknown[], fedByRule: boolean): BillTrigger => {
  const calls = receiveCalls(records);
  const receives = sumBy(calls, (messages) => chunks(sumBy(messages, messageBytes)));
  // What comes again was sent once.
  const sent = records.filter(
    (record) => field(field(record, 'attributes'), 'ApproximateReceiveCount') === '1',
  );
  const sends = fedByRule ? sumBy(sent, (record) => chunks(messageBytes(record))) : 0;
  const queue = field(records[0], 'eventSourceARN');
  const type = typeof queue === 'string' && queue.endsWith('.fifo') ? 'fifo' : 'standard';
  return ({ response, error }) => {
    const failed = list(field(response, 'batchItemFailures')).length;
    const deleted = error === undefined ? records.length - failed : 0;
    const deletes = Math.ceil(deleted / MESSAGES_PER_CALL);
    return { [`sqs.requests.${type}`]: receives + deletes + sends };
  };
};

/** What was billed, once it is known what the function made of the event. */
export type BillTrigger = (outcome: { response?: unknown; error?: unknown }) => Units;

/**
 * What AWS bills for handing an event to the function, by item of the price book: nothing for EventBridge, schedules and
 * direct invocations. To be asked before the handler works, which may change the event.
 *
 * @param fedByRule Whether an EventBridge rule sends the messages of the queue, so that nobody else counts them.
 *
 * @example
 * triggerUnits(httpApiEvent, false)({ response }); // { 'api-gateway.http.requests': 1 }
 */
export const triggerUnits = (event: unknown, fedByRule: boolean): BillTrigger => {
  const records = list(field(event, 'Records'));
  if (field(records[0], 'eventSource') === 'aws:sqs') return queueUnits(records, fedByRule);
  const request = field(event, 'requestContext');
  if (field(request, 'http') !== undefined) {
    const units = Math.max(1, Math.ceil(bodyBytes(event) / HTTP_UNIT_BYTES));
    return () => ({ 'api-gateway.http.requests': units });
  }
  const requests = field(request, 'httpMethod') === undefined ? 0 : 1;
  return () => ({ 'api-gateway.rest.requests': requests });
};

/**
 * The business records of an event unless `countRecords` says otherwise: the messages of a batch, else one.
 *
 * @example
 * defaultRecords(anSqsEvent([{ body: {} }, { body: {} }])); // 2
 */
export const defaultRecords = (event: unknown): number =>
  Math.max(1, list(field(event, 'Records')).length);
