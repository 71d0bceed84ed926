/** Billed units by item of the price book (`@acado/pricing`). `NaN` says that it is not known how many there were. */
export type Units = Record<string, number>;

/** SQS, SNS and EventBridge bill each started 64 KB as a request of its own. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Billed 64 KB chunks of a request; an empty one is one, too.
 *
 * @example
 * chunks(65_537); // 2
 */
export const chunks = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));

/** A field of something from outside, or undefined where there is none. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The entries of a list from outside, none where there is no list. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Bytes of a text or a blob in UTF-8, of a list or an object those of its values. */
export const bytesOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + bytesOf(inner), 0);
};
