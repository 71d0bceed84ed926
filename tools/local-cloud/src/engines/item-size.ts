import { z } from 'zod';

/** `{ "S": "text" }`, as DynamoDB's JSON writes a value. */
const typed = z.record(z.string(), z.unknown());
const texts = z.array(z.string());

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

const valueSize = (value: unknown): number => {
  const [type = '', content] = Object.entries(typed.parse(value))[0] ?? [];
  if (type === 'M') {
    const fields = typed.parse(content);
    return OVERHEAD_BYTES + Object.keys(fields).length + itemSize(fields);
  }
  if (type === 'L')
    return z
      .array(z.unknown())
      .parse(content)
      .reduce<number>((sum, element) => sum + 1 + valueSize(element), OVERHEAD_BYTES);
  const scalar = SCALARS[type.charAt(0)];
  if (scalar && type.length === 2)
    return texts.parse(content).reduce((sum, text) => sum + scalar(text), 0);
  return scalar && typeof content === 'string' ? scalar(content) : 1; // NULL, BOOL
};

/** Size of an item as DynamoDB counts it, in bytes: names and values of its attributes. @throws ZodError */
export const itemSize = (item: Record<string, unknown>): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value),
    0,
  );

/** A write takes a unit for each started KB of the larger of the item before and after. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** A read takes a unit for each started 4 KB, half of it unless it is strongly consistent; the least when it finds nothing. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
