import { batchGet, makeAndWriteRows } from '@acado/dynamodb';
import type { PayloadStore } from '@acado/events';
import { storedOrder, toRow } from '@acado/orders/row';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { OrderStore } from '../domain/order-store.ts';

const knownSchema = z.object({ orderId: z.string(), fingerprint: z.string() });

/** Orders in DynamoDB; the body of a large one on S3, with a summary in DynamoDB. */
export function createOrderStore(options: {
  dynamodb: DynamoDBDocumentClient;
  tableName: string;
  bodies: PayloadStore;
}): OrderStore {
  const { dynamodb, tableName, bodies } = options;

  return {
    async fingerprints(orderIds) {
      // Eventually consistent, at half the price: an order that is not seen yet is written again
      // with the same content.
      const rows = await batchGet({
        client: dynamodb,
        tableName,
        keys: orderIds.map((orderId) => ({ orderId })),
        projection: ['orderId', 'fingerprint'],
      });
      const known = rows.map((row) => knownSchema.parse(row));
      return new Map(known.map(({ orderId, fingerprint }) => [orderId, fingerprint]));
    },

    async save(orders) {
      const { unwritten } = await makeAndWriteRows({
        client: dynamodb,
        tableName,
        items: orders,
        toRow: (order) => toRow(order, bodies),
        keyOf: ({ orderId }) => orderId,
      });
      return unwritten.map(({ item, error }) => ({ orderId: item.order.orderId, error }));
    },

    async find(orderId) {
      const { Item } = await dynamodb.send(
        new GetCommand({ TableName: tableName, Key: { orderId } }),
      );
      return Item && storedOrder(Item, bodies);
    },
  };
}
