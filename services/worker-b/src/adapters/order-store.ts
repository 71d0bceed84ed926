import { batchGet, makeAndWriteRows } from '@acado/dynamodb';
import { type PayloadStore, placedOrderSchema } from '@acado/events';
import {
  type FingerprintedOrder,
  inlineRow,
  type OrderRow,
  referringRow,
  storedRowSchema,
} from '@acado/orders/row';
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

  async function toRow(accepted: FingerprintedOrder): Promise<OrderRow> {
    const { order } = accepted;
    return (
      inlineRow(accepted) ??
      referringRow(accepted, await bodies.put(order.orderId, JSON.stringify(order)))
    );
  }

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
        toRow,
        keyOf: ({ orderId }) => orderId,
      });
      return unwritten.map(({ item, error }) => ({ orderId: item.order.orderId, error }));
    },

    async find(orderId) {
      const { Item } = await dynamodb.send(
        new GetCommand({ TableName: tableName, Key: { orderId } }),
      );
      if (!Item) return undefined;
      const { fingerprint, ...row } = storedRowSchema.parse(Item);
      const read = async () => {
        if (!('body' in row)) return row;
        const bytes = await bodies.get(row.body);
        return placedOrderSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
      };
      return { fingerprint, read };
    },
  };
}
