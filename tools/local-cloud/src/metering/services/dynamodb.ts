import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { type AwsApi, type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import {
  objectOf,
  operationOf,
  parametersOf,
  rememberParameters,
  textOf,
} from '../../endpoint/access/access.ts';
import { itemSize, writeUnits } from '../../engines/item-size.ts';
import { type MeteredCall } from '../usage-meter.ts';
import { bytesOf, failure, lastPart } from './service-meter.ts';

const capacitySchema = z.looseObject({ TableName: z.string(), CapacityUnits: z.number() });
const consumedSchema = z.looseObject({
  ConsumedCapacity: z.union([capacitySchema.transform((one) => [one]), z.array(capacitySchema)]),
});
type Consumed = z.output<typeof consumedSchema>['ConsumedCapacity'];

const READS = /^(BatchGetItem|GetItem|Query|Scan|TransactGetItems)$/;
const WRITES = /^(BatchWriteItem|DeleteItem|PutItem|TransactWriteItems|UpdateItem)$/;
const FIELD = '"ConsumedCapacity":';

const objectFrom = (text: string): Record<string, unknown> => {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
};

/**
 * Asks for the consumed capacity too, without writing the whole request anew: of two fields of one name, JSON takes the
 * last.
 */
const asking = (request: AwsRequest): AwsRequest => {
  const parameters = parametersOf(request);
  const end = request.body.lastIndexOf('}');
  if (Object.keys(parameters).length === 0 || end < 0) return request;
  const body = Buffer.concat([
    request.body.subarray(0, end),
    Buffer.from(',"ReturnConsumedCapacity":"TOTAL"}'),
  ]);
  rememberParameters(body, parameters);
  const headers = { ...request.headers };
  if (headers['content-length']) headers['content-length'] = String(body.length);
  return { ...request, headers, body };
};

/** An answer's capacity, and the answer without it. The engine writes it last, so that the items need not be read. */
const separated = (body: Buffer): { consumed: Consumed; rest: Buffer } | undefined => {
  const at = body.lastIndexOf(FIELD);
  if (at < 0) return undefined;
  const last = objectFrom(`{${body.toString('utf8', at)}`);
  const { success, data } = consumedSchema.safeParse(last);
  if (success && Object.keys(last).length === 1) {
    const before = body.subarray(0, body[at - 1] === ','.charCodeAt(0) ? at - 1 : at);
    return { consumed: data.ConsumedCapacity, rest: Buffer.concat([before, Buffer.from('}')]) };
  }
  const whole = consumedSchema.safeParse(objectFrom(body.toString()));
  if (!whole.success) return undefined;
  const { ConsumedCapacity: consumed, ...others } = whole.data;
  return { consumed, rest: Buffer.from(JSON.stringify(others)) };
};

const withBody = (answer: AwsResponse, body: Buffer): AwsResponse => {
  const headers = { ...answer.headers };
  if ('content-length' in headers) headers['content-length'] = String(body.length);
  if ('x-amz-crc32' in headers) headers['x-amz-crc32'] = String(crc32(body)); // the AWS CLI checks it
  return { ...answer, headers, body };
};

const tablesOf = ({
  TableName,
  RequestItems,
  TransactItems,
}: Record<string, unknown>): string[] => {
  const names = [
    textOf(TableName),
    ...Object.keys(objectOf(RequestItems)),
    ...(Array.isArray(TransactItems) ? TransactItems : []).flatMap((item) =>
      Object.values(objectOf(item)).map((action) => textOf(objectOf(action).TableName)),
    ),
  ].filter((name) => name !== '');
  return names.length === 0 ? [''] : [...new Set(names.map(lastPart))];
};

const isConditionFailure = (body: Buffer): boolean =>
  body.includes('ConditionalCheckFailedException');

/** For an engine that doesn't say what a failed condition took: the new item's size, for it can't be less. */
const refusedUnits = ({ Item }: Record<string, unknown>): number =>
  writeUnits(itemSize(objectOf(Item)));

type Call = Omit<MeteredCall, 'caller'>;

/**
 * DynamoDB says what a request took only when it is asked: every request asks, and whoever did not is not told. Batches
 * and transactions count for each of their tables.
 */
export const meterDynamoDb =
  (api: AwsApi, count: (request: AwsRequest, calls: () => Call[]) => void): AwsApi =>
  async (request) => {
    const operation = operationOf(request);
    const kind = READS.test(operation) ? 'readUnits' : 'writeUnits';
    const isBilled = kind === 'readUnits' || WRITES.test(operation);
    const parameters = parametersOf(request);
    const wanted = parameters.ReturnConsumedCapacity ?? 'NONE';

    const answer = await api(isBilled && wanted === 'NONE' ? asking(request) : request);
    const body = bytesOf(answer.body);
    const parts = isBilled ? separated(body) : undefined;

    count(request, () => {
      const call = { service: 'dynamodb' as const, operation, ...failure(answer) };
      if (parts)
        return parts.consumed.map(({ TableName, CapacityUnits }) => ({
          ...call,
          resource: lastPart(TableName),
          [kind]: CapacityUnits,
        }));
      const refused = answer.status === 400 && isConditionFailure(body);
      return tablesOf(parameters).map((resource) => ({
        ...call,
        resource,
        ...(refused && { writeUnits: refusedUnits(parameters) }),
      }));
    });
    const isTold = wanted !== 'NONE' && answer.status === 200;
    return parts && !isTold ? withBody(answer, parts.rest) : answer;
  };
