import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** A piece of a text that another one takes the place of; an empty piece is an insertion. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

export type MapNode = YAMLMap<Node, Node | null>;
export type PairNode = Pair<Node, Node | null>;

/** A text with pieces of it replaced; none of them overlap. */
export const splice = (text: string, edits: readonly Edit[]): string =>
  edits
    .toReversed()
    .toSorted((one, other) => other.from - one.from)
    .reduce((result, { from, to, text }) => result.slice(0, from) + text + result.slice(to), text);

/** `<<` is a symbol where keys are merged. */
export const keyOf = ({ key }: PairNode): string => {
  if (!isScalar(key)) return '';
  return typeof key.value === 'symbol' ? (key.value.description ?? '') : String(key.value);
};

export const pairOf = (map: MapNode, key: string): PairNode | undefined =>
  map.items.find((pair) => keyOf(pair) === key);

export const startOf = ({ key }: PairNode): number => key.range?.[0] ?? 0;

/** Behind the last character of a pair; a block's own end may lie beyond comments that follow it. */
export const endOf = ({ key, value }: PairNode): number =>
  (value && endOfNode(value)) ?? key.range?.[1] ?? 0;

function endOfNode(node: Node): number | undefined {
  if (isMap<Node, Node | null>(node) && !node.flow && node.items.length > 0)
    return endOf(node.items.at(-1)!);
  if (isSeq<Node>(node) && !node.flow && node.items.length > 0)
    return endOfNode(node.items.at(-1)!);
  return node.range?.[1];
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Blanks before the first key of a map. */
const indentOf = (text: string, map: MapNode): string => {
  const first = map.items[0] ? startOf(map.items[0]) : 0;
  return ' '.repeat(first - lineStart(text, first));
};

const lineBreakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Takes keys out of a map, of which at least one stays. */
export function removal(text: string, map: MapNode, isRemoved: (key: string) => boolean): Edit[] {
  const { items } = map;
  const firstKept = items.findIndex((pair) => !isRemoved(keyOf(pair)));
  return items.flatMap((pair, index): Edit[] => {
    if (!isRemoved(keyOf(pair))) return [];
    if (map.flow) {
      if (index > firstKept) return [{ from: endOf(items[index - 1]!), to: endOf(pair), text: '' }];
      return [{ from: startOf(pair), to: startOf(items[index + 1]!), text: '' }];
    }
    const start = lineStart(text, startOf(pair));
    // The first key of a block may stand behind `- `: then what is removed ends where the next key begins.
    if (index < firstKept && text.slice(start, startOf(pair)).trim() !== '')
      return [{ from: startOf(pair), to: startOf(items[index + 1]!), text: '' }];
    const end = text.indexOf('\n', endOf(pair) - 1);
    return [{ from: start, to: end === -1 ? text.length : end + 1, text: '' }];
  });
}

/** Writes an entry before a key of a map: on a line of its own, or in the same line within braces. */
export function insertionBefore(text: string, map: MapNode, pair: PairNode, entry: string): Edit {
  const at = startOf(pair);
  const glue = map.flow ? ', ' : `${lineBreakOf(text)}${indentOf(text, map)}`;
  return { from: at, to: at, text: entry + glue };
}

/** Writes lines below the last key of a block. */
export function appended(text: string, map: MapNode, lines: readonly string[]): Edit {
  const [lineBreak, indent] = [lineBreakOf(text), indentOf(text, map)];
  const block = lines.map((line) => `${indent}${line}${lineBreak}`).join('');
  const end = endOf(map.items.at(-1)!);
  const next = text.indexOf('\n', end - 1);
  if (next === -1) return { from: text.length, to: text.length, text: `${lineBreak}${block}` };
  return { from: next + 1, to: next + 1, text: block };
}
