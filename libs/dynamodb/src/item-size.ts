/** Largest item, in bytes. */
export const MAX_ITEM_BYTES = 400 * 1024;

/** What DynamoDB adds for a list or a map, and for each element in it, in bytes. */
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

const utf8 = (text: string): number => Buffer.byteLength(text);

/** About one byte for two significant digits and one more. */
const numberSize = (value: number | bigint): number => {
  const digits = String(value)
    .replace(/e.*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '').length;
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
};

const sum = <T>(values: Iterable<T>, size: (value: T) => number): number => {
  let total = 0;
  for (const value of values) total += size(value);
  return total;
};

const valueSize = (value: unknown): number => {
  if (typeof value === 'string') return utf8(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberSize(value);
  if (typeof value === 'object' && value !== null) return objectSize(value);
  return 1; // boolean, null
};

const objectSize = (value: object): number => {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof Set) return sum(value, valueSize);
  if (Array.isArray(value)) {
    return CONTAINER_BYTES + sum<unknown>(value, (element) => ELEMENT_BYTES + valueSize(element));
  }
  return CONTAINER_BYTES + ELEMENT_BYTES * Object.keys(value).length + itemSize(value);
};

/**
 * Size of an item in bytes, as DynamoDB measures it against its limit of 400 KB: attribute names and values in UTF-8,
 * numbers at about half a byte per digit, 3 bytes per list or map and 1 per element. Undefined values do not count.
 *
 * Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
 *
 * @example
 * itemSize({ id: 'a', note: 'é' }); // 9
 */
export const itemSize = (item: object): number =>
  sum(Object.entries(item), ([name, value]) =>
    value === undefined ? 0 : utf8(name) + valueSize(value),
  );
