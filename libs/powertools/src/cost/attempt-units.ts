import { bytesOf, chunks, field, list, type Units } from './units.ts';

/** One attempt of an SDK call that AWS answered. */
export interface Attempt {
  /** Without `Command`: `PutItem`. */
  operation: string;
  /** As it goes over the wire: DynamoDB's attribute values are typed. */
  input: unknown;
  output?: unknown;
  /** What was thrown in place of an output. */
  error?: unknown;
}

const DYNAMODB_READ = /^(Get|BatchGet|TransactGet|Query|Scan)/;
/** Refused by a condition: it was looked at, so it is billed. */
const CONDITION_FAILED = /^(ConditionalCheckFailed|TransactionCanceled)Exception$/;
const WRITE_UNIT_BYTES = 1024;

const S3_FREE = /^(Delete|Abort)/;
const S3_PUT = /^(Put|Copy|Post|List|Create|Upload|Complete)/;

const SQS_SENDS = ['MessageBody', 'MessageAttributes', 'Entries'];

/** The bytes of typed attributes: names and values, as DynamoDB counts them to within a few bytes. */
const itemBytes = (item: unknown): number => bytesOf(item) + bytesOf(Object.keys(item ?? {}));

/**
 * Nothing says how large the item is that stood in the way; it is at least as large as the one unit of an empty one. In
 * a transaction each item takes two.
 */
const refusedUnits = (input: unknown, error: unknown): number => {
  const transacted = list(field(input, 'TransactItems')).length;
  if (transacted > 0) return 2 * transacted;
  const known = Math.max(itemBytes(field(input, 'Item')), itemBytes(field(error, 'Item')));
  return Math.max(1, Math.ceil(known / WRITE_UNIT_BYTES));
};

/** PartiQL says it in the statement, of which the first speaks for all: reads and writes don't mix. */
const isRead = (operation: string, input: unknown): boolean => {
  const [first] = [field(input, 'Statements'), field(input, 'TransactStatements')].flatMap(list);
  const statement = field(input, 'Statement') ?? field(first, 'Statement');
  return DYNAMODB_READ.test(operation) || /^\s*SELECT\b/i.test(String(statement));
};

const consumed = (output: unknown, name: string): number =>
  [field(output, 'ConsumedCapacity')]
    .flat()
    .reduce<number>((sum, capacity) => sum + Number(field(capacity, name)), 0);

const dynamodb = ({ operation, input, output, error }: Attempt): Units => {
  const item = isRead(operation, input)
    ? 'dynamodb.read-request-units'
    : 'dynamodb.write-request-units';
  if (error === undefined) return { [item]: consumed(output, 'CapacityUnits') };
  return CONDITION_FAILED.test(String(field(error, 'name')))
    ? { [item]: refusedUnits(input, error) }
    : {};
};

const s3 = ({ operation, input }: Attempt): Units => {
  if (S3_FREE.test(operation)) return {};
  const storageClass = field(input, 'StorageClass');
  const put = `s3.put.${typeof storageClass === 'string' ? storageClass : 'STANDARD'}`;
  return S3_PUT.test(operation) ? { [put]: 1 } : { 's3.get.STANDARD': 1 };
};

const sqs = ({ operation, input, output, error }: Attempt): Units => {
  if (error !== undefined) return {};
  const type = String(field(input, 'QueueUrl')).endsWith('.fifo') ? 'fifo' : 'standard';
  const sent = operation.startsWith('Send')
    ? SQS_SENDS.reduce((sum, name) => sum + sentBytes(field(input, name)), 0)
    : bytesOf(list(field(output, 'Messages')).map((message) => field(message, 'Body')));
  return { [`sqs.requests.${type}`]: chunks(sent) };
};

/** Of a batch's entries only what is the message's: the ids of the entries are not billed. */
const sentBytes = (value: unknown): number =>
  Array.isArray(value)
    ? value.reduce<number>(
        (sum, entry) =>
          sum + bytesOf([field(entry, 'MessageBody'), field(entry, 'MessageAttributes')]),
        0,
      )
    : bytesOf(value);

const sns = ({ operation, input, error }: Attempt): Units =>
  error === undefined && operation.startsWith('Publish')
    ? {
        'sns.publishes.standard': chunks(
          bytesOf([field(input, 'Message'), field(input, 'PublishBatchRequestEntries')]),
        ),
      }
    : {};

/** Entries that the bus refused are not billed; each other one by itself, with its time. */
const eventBridge = ({ operation, input, output, error }: Attempt): Units => {
  if (operation !== 'PutEvents' || error !== undefined) return {};
  const results = list(field(output, 'Entries'));
  const billed = list(field(input, 'Entries')).filter(
    (_, index) => field(results[index], 'ErrorCode') === undefined,
  );
  const sizes = billed.map(
    (entry) =>
      (field(entry, 'Time') === undefined ? 0 : 14) +
      bytesOf(['Source', 'DetailType', 'Detail', 'Resources'].map((name) => field(entry, name))),
  );
  return {
    'eventbridge.custom-events': sizes.reduce((sum, bytes) => sum + chunks(bytes), 0),
  };
};

/** What an invoked function costs is that function's own cost. */
const lambda = (): Units => ({});

const meters: Record<string, (attempt: Attempt) => Units> = {
  dynamodb,
  s3,
  sqs,
  sns,
  eventbridge: eventBridge,
  lambda,
};

/**
 * What AWS bills for one attempt of a call, by item of the price book. A service without a meter here has units that
 * nobody knows.
 *
 * @example
 * attemptUnits('s3', { operation: 'PutObject', input: {} }); // { 's3.put.STANDARD': 1 }
 */
export const attemptUnits = (service: string, attempt: Attempt): Units =>
  meters[service]?.(attempt) ?? { [service]: NaN };
