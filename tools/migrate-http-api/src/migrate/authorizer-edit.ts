import { isMap, isScalar, type Node } from 'yaml';
import { type Edit, endOf, keyOf, type MapNode, type PairNode, startOf } from './edits.ts';
import type { Source } from './source.ts';

const SELF = /^self:(.+)$/;

/** In the words of `httpApi` events, in one line. */
const flowOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(flowOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return /^[\w.-]+$/.test(String(value)) && !/^[\d.]+$/.test(String(value))
      ? String(value)
      : `'${String(value).replaceAll("'", "''")}'`;
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${key}: ${flowOf(each)}`)
    .join(', ')} }`;
};

/**
 * The edits that make an event's authorizer one of an HTTP API: where it is written, which a variable may lead to.
 *
 * @throws {Refusal} naming what can't be followed.
 */
export function authorizerEdits(source: Source, pair: PairNode, wanted: unknown): Edit[] {
  const { value } = pair;
  const isVariable =
    isScalar(value) && typeof value.value === 'string' && value.value.includes('${');
  if (isVariable) return behind(source, value, String(value.value));
  if (wanted === undefined) return [];
  return [{ from: startOf(pair), to: endOf(pair), text: `authorizer: ${flowOf(wanted)}` }];
}

/** Whatever `${self:custom.authorizers.${param:auth}, null}` may lead to. */
function behind(source: Source, node: Node, text: string): Edit[] {
  const [, inside] = /^\$\{(.*)\}$/s.exec(text.trim()) ?? [];
  if (inside === undefined)
    throw source.refuse(node, `the authorizer is ${text}: write it by hand`);
  // A variable within a variable may be any key.
  const parts = inside.replace(/\$\{[^${}]*\}/g, '*').split(/\s*,\s*/);
  return parts.flatMap((part) => {
    if (/^(null|''|"")?$/.test(part)) return [];
    const path = SELF.exec(part)?.[1];
    if (path === undefined)
      throw source.refuse(node, `the authorizer comes from ${part}: write it by hand`);
    return leavesAt(source.root, path.split('.')).flatMap((leaf) => editOfLeaf(source, leaf));
  });
}

function leavesAt(map: MapNode, [key = '', ...rest]: string[]): Node[] {
  const matching = map.items.filter((pair) => key === '*' || keyOf(pair) === key);
  return matching.flatMap(({ value }) => {
    if (!value) return [];
    if (rest.length === 0) return [value];
    return isMap<Node, Node | null>(value) ? leavesAt(value, rest) : [];
  });
}

function editOfLeaf(source: Source, leaf: Node): Edit[] {
  if (isScalar(leaf) && (leaf.value === null || leaf.value === '')) return [];
  const isIam =
    isScalar(leaf) && typeof leaf.value === 'string' && leaf.value.toLowerCase() === 'aws_iam';
  if (!isIam || !leaf.range)
    throw source.refuse(leaf, 'an event’s authorizer leads here: write it by hand for HTTP APIs');
  return [{ from: leaf.range[0], to: leaf.range[1], text: '{ type: aws_iam }' }];
}
