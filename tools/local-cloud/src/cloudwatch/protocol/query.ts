import { escapeXml } from '../../endpoint/errors.ts';

type Tree = { [key: string]: Tree | string };

const isIndex = (key: string): boolean => /^\d+$/.test(key);

const listed = (tree: Tree | string): unknown => {
  if (typeof tree === 'string') return tree;
  // `Dimensions=` is an empty list; `Dimensions.member.1.Name` is the first of a list.
  if (typeof tree.member === 'object' && Object.keys(tree.member).every(isIndex))
    return Object.entries(tree.member)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, item]) => listed(item));
  return Object.fromEntries(Object.entries(tree).map(([key, item]) => [key, listed(item)]));
};

/** The fields of the query protocol as the object they stand for; every leaf is text. */
export const decodeForm = (form: URLSearchParams): unknown => {
  const root: Tree = {};
  for (const [name, value] of form) {
    const path = name.split('.');
    const last = path.pop() ?? '';
    let node = root;
    for (const key of path) {
      const next = Object.hasOwn(node, key) ? node[key] : undefined;
      const child: Tree = typeof next === 'object' ? next : {};
      node[key] = child;
      node = child;
    }
    node[last] = value;
  }
  return listed(root);
};

/** An object as the elements of the query protocol. */
export const encodeXml = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return value.map((item) => `<member>${encodeXml(item)}</member>`).join('');
  if (typeof value !== 'object') return escapeXml(`${value as string | number | boolean}`);
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `<${key}>${encodeXml(item)}</${key}>`)
    .join('');
};
