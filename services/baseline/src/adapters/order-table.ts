import type { PayloadStore } from '@acado/events';
import { fingerprintOf, storedOrder, toRow } from '@acado/orders/row';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { OrderTask } from '../domain/order-task.ts';

/** What the table has of an order after it was to keep it. */
export type KeptOrder = {
  /** The one that stands: the first of its order's id. */
  task: OrderTask;
  outcome: 'stored' | 'known' | 'conflict';
};

const provenanceSchema = z.object({ correlationId: z.string() });

/** Orders in DynamoDB, one PutItem each; the body of a large one on S3. The first order of an id stands. */
export const createOrderTable = (options: {
  dynamodb: DynamoDBDocumentClient;
  tableName: string;
  bodies: PayloadStore;
}) => {
  const { dynamodb, tableName, bodies } = options;

  const standing = async (orderId: string) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: { orderId }, ConsistentRead: true }),
    );
    return { ...storedOrder(Item, bodies), ...provenanceSchema.parse(Item) };
  };

  return {
    async keep(task: OrderTask): Promise<KeptOrder> {
      const { order, correlationId } = task;
      const fingerprint = fingerprintOf(order);
      try {
        await dynamodb.send(
          new PutCommand({
            TableName: tableName,
            Item: { ...(await toRow({ order, fingerprint }, bodies)), correlationId },
            ConditionExpression: 'attribute_not_exists(orderId)',
          }),
        );
        return { task, outcome: 'stored' };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const first = await standing(order.orderId);
        return {
          task: { order: await first.read(), correlationId: first.correlationId },
          outcome: first.fingerprint === fingerprint ? 'known' : 'conflict',
        };
      }
    },
  };
};
