import { itemSize } from '@acado/dynamodb';
import {
  payloadRefSchema,
  type PayloadRef,
  type PayloadStore,
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

/** The row of an order whose body is kept inline, or undefined when it is too large for that. */
function inlineRow(accepted: FingerprintedOrder): OrderRow | undefined {
  const { lines, note } = accepted.order;
  const row = { ...summary(accepted), lines, note };
  return itemSize(row) <= maxInlineBytes ? row : undefined;
}

/** The row of an order whose body is kept elsewhere. */
function referringRow(accepted: FingerprintedOrder, body: PayloadRef): OrderRow {
  return { ...summary(accepted), body };
}

/**
 * The row of an order, whose body is put into `bodies` when it is too large for it.
 *
 * @example
 * const row = await toRow({ order, fingerprint: fingerprintOf(order) }, bodies);
 */
export async function toRow(
  accepted: FingerprintedOrder,
  bodies: Pick<PayloadStore, 'put'>,
): Promise<OrderRow> {
  const { order } = accepted;
  return (
    inlineRow(accepted) ??
    referringRow(accepted, await bodies.put(order.orderId, JSON.stringify(order)))
  );
}

function summary({ order, fingerprint }: FingerprintedOrder) {
  const { orderId, customerId, currency, placedAt, lines } = order;
  const totalAmount = lines.reduce((sum, line) => sum + line.quantity * line.unitAmount, 0);
  const lineCount = lines.length;
  return { orderId, customerId, currency, placedAt, lineCount, totalAmount, fingerprint };
}

const storedRowSchema = z.union([
  z.object({ fingerprint: z.string(), body: payloadRefSchema }),
  z.object({ fingerprint: z.string(), ...placedOrderSchema.shape }),
]);

/** An order that is kept; its content, which may be large, is read when it is asked for. */
export interface StoredOrder {
  fingerprint: string;
  /** @throws {PayloadError} when the body is not the one that the row points to */
  read: () => Promise<PlacedOrder>;
}

/**
 * The order that a row holds or points to.
 *
 * @example
 * const { fingerprint, read } = storedOrder(Item, bodies);
 * @throws {ZodError} when it is no row of an order
 */
export function storedOrder(row: unknown, bodies: Pick<PayloadStore, 'get'>): StoredOrder {
  const { fingerprint, ...stored } = storedRowSchema.parse(row);
  const read = async () => {
    if (!('body' in stored)) return stored;
    const bytes = await bodies.get(stored.body);
    return placedOrderSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  };
  return { fingerprint, read };
}
