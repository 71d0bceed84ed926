import * as z from 'zod/mini';

/** Limits of the order contract, version 1. Sizes are bytes of JSON in UTF-8. */
export const ORDER_LIMITS = {
  /** Largest order. */
  orderBytes: 1_048_576,
  /** Most orders in one request. */
  ordersPerRequest: 100,
  /** Most lines in one order. */
  lines: 10_000,
} as const;

const orderId = z.uuid().check(z.toLowerCase());
const utcDateTime = z.iso.datetime();

/** The characters of XML 1.0, which are all that SQS takes: an event with another one would never reach a queue. */
const carriable = z.regex(
  /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u,
  'Expected valid Unicode without control characters',
);

const text = (maxLength: number) => z.string().check(z.maxLength(maxLength), carriable);

const lineSchema = z.strictObject({
  sku: text(64).check(z.minLength(1)),
  description: z.optional(text(1_000)),
  quantity: z.int().check(z.gte(1), z.lte(10_000)),
  /** Minor units of the order's currency, such as cents. */
  unitAmount: z.int().check(z.gte(0), z.lte(1_000_000_000)),
});

/** The number of lines is judged before any of them is: a body of millions must not become millions of errors. */
const countedSchema = z.array(z.unknown()).check(z.minLength(1), z.maxLength(ORDER_LIMITS.lines));

const total = (lines: z.infer<typeof lineSchema>[]): number =>
  lines.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, 0);

const linesSchema = z.pipe(
  countedSchema,
  z
    .array(lineSchema)
    .check(z.refine((lines) => total(lines) <= Number.MAX_SAFE_INTEGER, 'The total is too large')),
);

/**
 * What a client may post: order contract version 1. Strict: an unknown field is refused and named, so that a
 * misspelt optional field is not lost in silence.
 *
 * The total is kept within JavaScript's exact integers, so every consumer may add the lines up as numbers.
 *
 * @example
 * orderSchema.parse({ customerId: 'c-1', currency: 'EUR', lines: [{ sku: 'bolt', quantity: 2, unitAmount: 199 }] });
 */
export const orderSchema = z.strictObject({
  orderId: z.optional(orderId),
  customerId: z
    .string()
    .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'Expected 1 to 64 of A-Z a-z 0-9 _ -')),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, 'Expected an ISO 4217 code such as EUR')),
  lines: linesSchema,
  note: z.optional(text(1_000_000)),
  placedAt: z.optional(utcDateTime),
});

/**
 * An order as it travels on the bus: `orderId` and `placedAt` are always there.
 *
 * @example
 * placedOrderSchema.parse({ ...order, orderId: orderIdFrom(order), placedAt: new Date().toISOString() });
 */
export const placedOrderSchema = z.extend(orderSchema, { orderId, placedAt: utcDateTime });

/** An order as a client posts it. */
export type Order = z.infer<typeof orderSchema>;

/** An order that was accepted. */
export type PlacedOrder = z.infer<typeof placedOrderSchema>;
