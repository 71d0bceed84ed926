/** 1 byte for two significant digits, and one more; another for a minus. DynamoDB's own description of what it takes. */
const numberSize = (text: string): number => {
  const digits = text
    .replace(/e.*$/i, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+|0+$/g, '');
  return 1 + Math.ceil(digits.length / 2) + (text.startsWith('-') ? 1 : 0);
};

const SCALARS: Record<string, (text: string) => number> = {
  S: (text) => Buffer.byteLength(text),
  N: numberSize,
  B: (text) => Buffer.byteLength(text, 'base64'),
};
const OVERHEAD_BYTES = 3;

/** Of a value as DynamoDB's JSON writes it: `{ "S": "text" }`. */
const valueSize = (value: unknown): number => {
  const [[type, content] = ['', undefined]] = entriesOf(value);
  if (type === 'M') return OVERHEAD_BYTES + entriesOf(content).length + fieldsSize(content);
  if (type === 'L')
    return elementsOf(content).reduce<number>(
      (sum, element) => sum + 1 + valueSize(element),
      OVERHEAD_BYTES,
    );
  const scalar = SCALARS[type.charAt(0)];
  if (scalar && type.length === 2)
    return elementsOf(content).reduce<number>((sum, text) => sum + scalar(String(text)), 0);
  return scalar && typeof content === 'string' ? scalar(content) : 1; // NULL, BOOL
};

// Not by a schema: the engine has checked the items, and every write of every item comes by.
const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];
const elementsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const fieldsSize = (fields: unknown): number => {
  let bytes = 0;
  for (const [name, value] of entriesOf(fields))
    bytes += Buffer.byteLength(name) + valueSize(value);
  return bytes;
};

/** Size of an item as DynamoDB counts it, in bytes: names and values of its attributes. */
export const itemSize = (item: Record<string, unknown>): number => fieldsSize(item);

/** A write takes a unit for each started KB of the larger of the item before and after. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** A read takes a unit for each started 4 KB, half of it unless it is strongly consistent; the least when it finds nothing. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
