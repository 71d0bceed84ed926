import { itemSize } from '@acado/dynamodb';
import {
  payloadRefSchema,
  type PayloadRef,
  type PlacedOrder,
  placedOrderSchema,
} from '@acado/events';
import * as z from 'zod/mini';
import type { FingerprintedOrder } from './fingerprint.ts';

// A row of 8 KB takes 8 write units, $5 per million rows: what putting the body on S3 costs. A row
// that keeps its body elsewhere still takes one unit, and a read then two round trips.
const maxInlineBytes = 8 * 1024;

/**
 * What the table holds of an order: a summary to query by, and the rest of it or, when that is too
 * large, where its body is. Nothing in it but the order, so that writing it again changes nothing.
 */
export interface OrderRow {
  orderId: string;
  customerId: string;
  currency: string;
  placedAt: string;
  lineCount: number;
  /** Minor units of the currency. */
  totalAmount: number;
  fingerprint: string;
  lines?: PlacedOrder['lines'];
  note?: string | undefined;
  body?: PayloadRef;
}

/**
 * The row of an order whose body is kept inline, or undefined when it is too large for that.
 *
 * @example
 * inlineRow({ order, fingerprint: fingerprintOf(order) }) ?? referringRow(…);
 */
export function inlineRow(accepted: FingerprintedOrder): OrderRow | undefined {
  const { lines, note } = accepted.order;
  const row = { ...summary(accepted), lines, note };
  return itemSize(row) <= maxInlineBytes ? row : undefined;
}

/**
 * The row of an order whose body is kept elsewhere.
 *
 * @example
 * referringRow(accepted, await bodies.put(order.orderId, JSON.stringify(order)));
 */
export function referringRow(accepted: FingerprintedOrder, body: PayloadRef): OrderRow {
  return { ...summary(accepted), body };
}

function summary({ order, fingerprint }: FingerprintedOrder) {
  const { orderId, customerId, currency, placedAt, lines } = order;
  const totalAmount = lines.reduce((sum, line) => sum + line.quantity * line.unitAmount, 0);
  const lineCount = lines.length;
  return { orderId, customerId, currency, placedAt, lineCount, totalAmount, fingerprint };
}

/** What reading an order needs of its row: the body's place, or the order itself. */
export const storedRowSchema = z.union([
  z.object({ fingerprint: z.string(), body: payloadRefSchema }),
  z.object({ fingerprint: z.string(), ...placedOrderSchema.shape }),
]);
