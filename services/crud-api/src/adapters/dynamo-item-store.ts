import { itemSize, MAX_ITEM_BYTES } from '@acado/dynamodb';
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Item } from '../domain/item.ts';
import { ItemError } from '../domain/item-errors.ts';
import type { ItemStore } from '../domain/item-store.ts';
import type { JsonValue } from '../domain/json.ts';
import { conditionExpression, unversioned } from './condition-expression.ts';

/** A row; rows that were not written through /items have no version of ours. */
const rowSchema = z.catchall(
  z.object({ id: z.string(), _version: z.catch(z.string(), unversioned) }),
  z.custom<JsonValue>(),
);

const toItem = ({ id, _version: version, ...attributes }: z.infer<typeof rowSchema>): Item => ({
  id,
  attributes,
  version,
});

const keySchema = z.object({ id: z.string() });

const toRow = ({ id, attributes, version }: Item) => ({ ...attributes, id, _version: version });

/** DynamoDB's refusals in the words of the domain; anything else as it is. */
const refusal = (error: unknown): unknown => {
  if (error instanceof ConditionalCheckFailedException) {
    const message = 'The condition of the request does not hold for the stored item';
    return new ItemError('CONDITION_FAILED', message, { cause: error });
  }
  if (error instanceof DynamoDBServiceException && error.name === 'ValidationException') {
    return new ItemError('INVALID', error.message, { field: 'body', cause: error });
  }
  return error;
};

const refuseTooLarge = (row: object): void => {
  const size = itemSize(row);
  if (size <= MAX_ITEM_BYTES) return;
  const message = `The item has ${size} bytes, at most ${MAX_ITEM_BYTES} fit`;
  throw new ItemError('TOO_LARGE', message, { field: 'body' });
};

/** Items in a DynamoDB table with the partition key `id`. */
export const createDynamoItemStore = ({
  client,
  tableName: TableName,
}: {
  client: DynamoDBDocumentClient;
  tableName: string;
}): ItemStore => ({
  get: async (id) => {
    // Strongly consistent, at twice the price: an entity tag is for writing back at once.
    const command = new GetCommand({ TableName, Key: { id }, ConsistentRead: true });
    const { Item: row } = await client.send(command);
    return row === undefined ? undefined : toItem(rowSchema.parse(row));
  },

  list: async ({ limit, after }) => {
    // One more than asked for tells whether there is a next page.
    const { Items: rows = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName,
        Limit: limit + 1,
        ...(after !== undefined && { ExclusiveStartKey: { id: after } }),
      }),
    );
    const items = rows.map((row) => toItem(rowSchema.parse(row)));
    if (items.length > limit) {
      const page = items.slice(0, limit);
      return { items: page, last: page.at(-1)?.id };
    }
    // A page also ends at 1 MB.
    return { items, last: LastEvaluatedKey && keySchema.parse(LastEvaluatedKey).id };
  },

  put: async (item, condition) => {
    const row = toRow(item);
    refuseTooLarge(row);
    try {
      const { Attributes: replaced } = await client.send(
        new PutCommand({
          TableName,
          Item: row,
          ...conditionExpression(condition),
          ...(condition.type === 'none' && { ReturnValues: 'ALL_OLD' }),
        }),
      );
      const mayReplace = condition.type === 'present' || condition.type === 'version';
      return { created: !mayReplace && replaced === undefined };
    } catch (error) {
      throw refusal(error);
    }
  },

  delete: async (id, condition) => {
    try {
      await client.send(
        new DeleteCommand({ TableName, Key: { id }, ...conditionExpression(condition) }),
      );
    } catch (error) {
      throw refusal(error);
    }
  },
});
