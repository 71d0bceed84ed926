import { type Difference, difference } from './difference.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Where two JSON values differ; the order of an object's fields makes no difference.
 *
 * @param path Of the values, such as `errors[0]`; empty at the top.
 */
export function compareJson(before: unknown, after: unknown, path = ''): Difference[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const longest = Math.max(before.length, after.length);
    return Array.from({ length: longest }, (_, index) =>
      compareParts(before, after, index, `${path}[${index}]`),
    ).flat();
  }
  if (isFields(before) && isFields(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => compareParts(before, after, name, join(path, name)));
  }
  return difference(fieldOf(path), JSON.stringify(before), JSON.stringify(after));
}

/** A part that one of both lacks is not the same as one that is `null`. */
function compareParts<Key extends string | number>(
  before: Readonly<Record<Key, unknown>>,
  after: Readonly<Record<Key, unknown>>,
  key: Key,
  path: string,
): Difference[] {
  const [had, has] = [Object.hasOwn(before, key), Object.hasOwn(after, key)];
  if (had && has) return compareJson(before[key], after[key], path);
  return difference(
    fieldOf(path),
    had ? JSON.stringify(before[key]) : undefined,
    has ? JSON.stringify(after[key]) : undefined,
  );
}

const join = (path: string, name: string): string => {
  if (!/^[\w$-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
};

const fieldOf = (path: string): string => (path === '' ? 'body' : `body ${path}`);
