import { batchGet, batchWrite } from '@acado/dynamodb';
import { type PayloadStore, placedOrderSchema } from '@acado/events';
import { mapConcurrently } from '@acado/powertools/batch';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { FingerprintedOrder, OrderStore } from '../domain/order-store.ts';
import { inlineRow, type OrderRow, referringRow, storedRowSchema } from './order-row.ts';

const concurrentPuts = 10;
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
      const rows: OrderRow[] = [];
      const unsaved: { orderId: string; error: Error }[] = [];
      await mapConcurrently(orders, concurrentPuts, async (accepted) => {
        try {
          rows.push(await toRow(accepted));
        } catch (cause) {
          const error = new Error('the body was not put on S3', { cause });
          unsaved.push({ orderId: accepted.order.orderId, error });
        }
      });
      const { unwritten } = await batchWrite({
        client: dynamodb,
        tableName,
        items: rows,
        keyOf: ({ orderId }) => orderId,
      });
      return [
        ...unsaved,
        ...unwritten.map(({ item, error }) => ({ orderId: item.orderId, error })),
      ];
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
