import * as z from 'zod';
import { jsonProblems } from './json.ts';

/** The operations of the manager, in the order they are documented. */
export const operations = ['create', 'read', 'update', 'delete', 'list', 'echo', 'ping'] as const;

const document = z.record(z.string(), z.unknown());
const returnConsumedCapacity = z.enum(['NONE', 'TOTAL', 'INDEXES']).optional();
const expressionAttributes = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: document.optional(),
};
const write = {
  ConditionExpression: z.string().optional(),
  ...expressionAttributes,
  ReturnConsumedCapacity: returnConsumedCapacity,
};
const oldValues = z.enum(['NONE', 'ALL_OLD']).optional();

const read = {
  ConsistentRead: z.boolean().optional(),
  ProjectionExpression: z.string().optional(),
  ReturnConsumedCapacity: returnConsumedCapacity,
};

/** What each operation takes: the parameters of the document client's command, but for the table's name. */
const payloads = {
  create: z.strictObject({ Item: document, ...write, ReturnValues: oldValues }),
  read: z.strictObject({
    Key: document,
    ...read,
    ExpressionAttributeNames: expressionAttributes.ExpressionAttributeNames,
  }),
  update: z.strictObject({
    Key: document,
    UpdateExpression: z.string().optional(),
    ...write,
    ReturnValues: z.enum(['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW']).optional(),
  }),
  delete: z.strictObject({ Key: document, ...write, ReturnValues: oldValues }),
  list: z.strictObject({
    FilterExpression: z.string().optional(),
    Limit: z.int().min(1).optional(),
    ExclusiveStartKey: document.optional(),
    Select: z.enum(['ALL_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']).optional(),
    ...read,
    ...expressionAttributes,
  }),
};

export type Payloads = { [Name in keyof typeof payloads]: z.output<(typeof payloads)[Name]> };

const tableName = z.string().min(3).max(255);

const storable = <Schema extends z.ZodType>(payload: Schema) =>
  payload.superRefine((value, context) => {
    for (const problem of jsonProblems(value)) context.addIssue({ code: 'custom', ...problem });
  });

const unknownOperation = (input: unknown): string =>
  `Unknown operation ${JSON.stringify(input)}: use one of ${operations.join(', ')}`;

/** The body of `POST /DynamoDBManager`. */
export const managerRequestSchema = z.discriminatedUnion(
  'operation',
  [
    z.strictObject({
      operation: z.literal('create'),
      tableName,
      payload: storable(payloads.create),
    }),
    z.strictObject({ operation: z.literal('read'), tableName, payload: storable(payloads.read) }),
    z.strictObject({
      operation: z.literal('update'),
      tableName,
      payload: storable(payloads.update),
    }),
    z.strictObject({
      operation: z.literal('delete'),
      tableName,
      payload: storable(payloads.delete),
    }),
    z.strictObject({
      operation: z.literal('list'),
      tableName,
      payload: storable(payloads.list).default({}),
    }),
    z.strictObject({
      operation: z.literal('echo'),
      tableName: tableName.optional(),
      payload: z.unknown().optional(),
    }),
    z.strictObject({
      operation: z.literal('ping'),
      tableName: tableName.optional(),
      payload: z.unknown().optional(),
    }),
  ],
  {
    error: ({ input }) =>
      typeof input === 'object' && input !== null && 'operation' in input
        ? unknownOperation(input.operation)
        : unknownOperation(undefined),
  },
);

export type ManagerRequest = z.output<typeof managerRequestSchema>;
