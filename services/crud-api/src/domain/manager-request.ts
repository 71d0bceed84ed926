import * as z from 'zod/mini';
import { jsonProblems } from './json.ts';

/** The operations of the manager, in the order they are documented. */
export const operations = ['create', 'read', 'update', 'delete', 'list', 'echo', 'ping'] as const;

/** Room for an item and the expressions about it; an item has 400 KB in the table. */
export const maxManagerBodyBytes = 1024 * 1024;

const document = z.record(z.string(), z.unknown());
const names = z.optional(z.record(z.string(), z.string()));
const values = z.optional(document);
const text = z.optional(z.string());
const oldValues = z.optional(z.enum(['NONE', 'ALL_OLD']));

const every = { ReturnConsumedCapacity: z.optional(z.enum(['NONE', 'TOTAL', 'INDEXES'])) };
const read = {
  ...every,
  ConsistentRead: z.optional(z.boolean()),
  ProjectionExpression: text,
  ExpressionAttributeNames: names,
};
const write = {
  ...every,
  ConditionExpression: text,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values,
};

/** What each operation takes: the parameters of the document client's command, but for the table's name. */
const payloads = {
  create: z.strictObject({ Item: document, ...write, ReturnValues: oldValues }),
  read: z.strictObject({ Key: document, ...read }),
  update: z.strictObject({
    Key: document,
    UpdateExpression: text,
    ...write,
    ReturnValues: z.optional(z.enum(['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'])),
  }),
  delete: z.strictObject({ Key: document, ...write, ReturnValues: oldValues }),
  list: z.strictObject({
    FilterExpression: text,
    Limit: z.optional(z.int().check(z.gte(1))),
    ExclusiveStartKey: values,
    Select: z.optional(z.enum(['ALL_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT'])),
    ...read,
    ExpressionAttributeValues: values,
  }),
};

export type Payloads = { [Name in keyof typeof payloads]: z.output<(typeof payloads)[Name]> };

const tableName = z.string().check(z.minLength(3), z.maxLength(255));

const storable = z.superRefine((payload, context) => {
  for (const problem of jsonProblems(payload)) context.addIssue({ code: 'custom', ...problem });
});

const onTable = <Name extends string, Payload extends z.core.$ZodType>(
  operation: Name,
  payload: Payload,
) => z.strictObject({ operation: z.literal(operation), tableName, payload });

const withoutTable = <Name extends string>(operation: Name) =>
  z.strictObject({
    operation: z.literal(operation),
    tableName: z.optional(tableName),
    payload: z.optional(z.unknown()),
  });

const unknownOperation = (input: unknown): string =>
  `Unknown operation ${JSON.stringify(input)}: use one of ${operations.join(', ')}`;

/** The body of `POST /DynamoDBManager`. */
export const managerRequestSchema = z.discriminatedUnion(
  'operation',
  [
    onTable('create', payloads.create.check(storable)),
    onTable('read', payloads.read.check(storable)),
    onTable('update', payloads.update.check(storable)),
    onTable('delete', payloads.delete.check(storable)),
    onTable('list', z._default(payloads.list.check(storable), {})),
    withoutTable('echo'),
    withoutTable('ping'),
  ],
  {
    error: ({ input }) =>
      typeof input === 'object' && input !== null && 'operation' in input
        ? unknownOperation(input.operation)
        : unknownOperation(undefined),
  },
);

export type ManagerRequest = z.output<typeof managerRequestSchema>;
