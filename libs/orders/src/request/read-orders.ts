import { type Order, ORDER_LIMITS, orderSchema } from '@acado/events';
import { PayloadTooLarge } from '@acado/powertools';
import { type FieldError, validate } from '@acado/powertools/validate';
import * as z from 'zod/mini';

/**
 * Bytes of a request's body. Lambda takes events of 6 MB, and API Gateway sends it the body as a
 * JSON string, in which every quotation mark needs two bytes.
 */
export const maxRequestBytes = 4 * 1024 * 1024;

/** Errors named per order: hostile orders could have ten thousand each. */
const maxErrors = 20;

const maxOrders = ORDER_LIMITS.ordersPerRequest;

const neither = 'Expected an order or an array of orders';

/** One order or an array of orders, not looked into yet. */
export const bodySchema = z.union([
  z
    .array(z.unknown(), neither)
    .check(
      z.minLength(1, 'Expected at least 1 order'),
      z.maxLength(maxOrders, `Expected at most ${maxOrders} orders`),
    ),
  z.looseObject({}, neither),
]);

export type PostedBody = z.infer<typeof bodySchema>;

/** The header by which a client names its request, so that it can repeat it. */
export const headersSchema = z.looseObject({
  'idempotency-key': z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/, 'Expected 1 to 255 visible ASCII characters')),
  ),
});

/** An order that passed the contract, and where it stood if it came in an array. */
export type PostedOrder = { order: Order; index?: number };

/** An order that passed the contract, or what is wrong with it. */
export type ReadOrder =
  (PostedOrder & { errors?: undefined }) | { order?: undefined; errors: FieldError[] };

const isTooLarge = (order: unknown): boolean =>
  Buffer.byteLength(JSON.stringify(order)) > ORDER_LIMITS.orderBytes;

/**
 * Judges every order on its own. Fields are named from the body on, such as `[3].lines[0].quantity`.
 *
 * @example
 * readOrders([order, 7]); // [{ order, index: 0 }, { errors: [{ field: '[1]', message: … }] }]
 * @throws {PayloadTooLarge} when the only order has more bytes than allowed
 */
export const readOrders = (body: PostedBody): ReadOrder[] => {
  if (!Array.isArray(body)) {
    if (isTooLarge(body)) {
      throw new PayloadTooLarge(tooLarge, { errors: [{ field: 'body', message: tooLarge }] });
    }
    return [readOrder(body, '')];
  }
  const firstWith = new Map<string, number>();
  return body.map((value, index) => {
    const path = `[${index}]`;
    if (isTooLarge(value)) return { errors: [{ field: path, message: tooLarge }] };
    const read = readOrder(value, path, index);
    const orderId = read.order?.orderId;
    if (orderId === undefined) return read;
    const first = firstWith.get(orderId);
    if (first === undefined) {
      firstWith.set(orderId, index);
      return read;
    }
    // Consumers keep the first order of an id: this one would be accepted and never seen again.
    return { errors: [{ field: `${path}.orderId`, message: `Repeats [${first}].orderId` }] };
  });
};

const tooLarge = `An order may have ${ORDER_LIMITS.orderBytes} bytes of JSON`;

const readOrder = (value: unknown, path: string, index?: number): ReadOrder => {
  const { data, errors } = validate(orderSchema, value, '');
  if (data) return { order: data, ...(index !== undefined && { index }) };
  return {
    errors: errors.slice(0, maxErrors).map(({ field, message }) => ({
      field: (path && field ? `${path}.${field}` : path || field) || 'body',
      message,
    })),
  };
};
