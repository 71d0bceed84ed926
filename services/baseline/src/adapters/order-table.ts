import type { PayloadStore, PlacedOrder } from '@acado/events';
import { fingerprintOf, storedOrder, toRow } from '@acado/orders/row';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

/** What the table has of an order after it was to keep it. */
export type KeptOrder = {
  /** The order that stands: the first one of its id. */
  order: PlacedOrder;
  outcome: 'stored' | 'known' | 'conflict';
};

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
    return storedOrder(Item, bodies);
  };

  return {
    async keep(order: PlacedOrder): Promise<KeptOrder> {
      const fingerprint = fingerprintOf(order);
      try {
        await dynamodb.send(
          new PutCommand({
            TableName: tableName,
            Item: await toRow({ order, fingerprint }, bodies),
            ConditionExpression: 'attribute_not_exists(orderId)',
          }),
        );
        return { order, outcome: 'stored' };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const first = await standing(order.orderId);
        const outcome = first.fingerprint === fingerprint ? 'known' : 'conflict';
        return { order: await first.read(), outcome };
      }
    },
  };
};
