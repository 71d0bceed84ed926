import { isRetryable, type Refused, refuseAll } from '@acado/powertools/batch';

type Send<T> = (items: T[]) => Promise<Refused<T>[]>;

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** One bad item makes DynamoDB (`ValidationException`) or the marshaller (no service error at all) refuse the batch. */
const isAboutAnItem = (error: unknown): boolean =>
  property(error, 'name') === 'ValidationException' ||
  (property(error, '$metadata') === undefined && !isRetryable(error));

/**
 * Wraps a batch call so that a batch that is refused because of an item is sent again in halves, until the refused
 * items are alone: they are reported, the others are written.
 */
export const splitRefused =
  <T>(send: Send<T>): Send<T> =>
  async (items) => {
    try {
      return await send(items);
    } catch (error) {
      if (items.length === 1 || !isAboutAnItem(error)) return refuseAll(items, error);
      const half = Math.ceil(items.length / 2);
      const sendHalf = splitRefused(send);
      return [...(await sendHalf(items.slice(0, half))), ...(await sendHalf(items.slice(half)))];
    }
  };
