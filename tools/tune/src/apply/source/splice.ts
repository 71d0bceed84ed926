import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** A piece of a file that another text takes the place of; an empty one is an insertion. */
export interface Edit {
  file: string;
  from: number;
  to: number;
  text: string;
}

/** A text with pieces of it replaced; insertions at one place follow each other as given. */
export const splice = (text: string, edits: readonly Omit<Edit, 'file'>[]): string =>
  edits
    .toReversed()
    .toSorted((one, other) => other.from - one.from)
    .reduce((result, { from, to, text }) => result.slice(0, from) + text + result.slice(to), text);

/** Keys that say what a function is. Its size is written below them. */
const HEAD = ['handler', 'image', 'name', 'description', 'runtime', 'memorySize', 'architecture'];

/**
 * Where a key is inserted into a function, and how: on a line of its own below the last key that says what the
 * function is, with the same indent; within braces in the same line.
 *
 * @returns `undefined` for a map without keys.
 */
export function insertion(
  text: string,
  map: YAMLMap<Node, Node | null>,
  entry: string,
): Omit<Edit, 'file'> | undefined {
  const first = map.items[0];
  const previous = map.items.findLast(
    ({ key }) => isScalar(key) && HEAD.includes(String(key.value)),
  );
  const after = previous ?? first;
  if (!first?.key.range || !after) return undefined;
  const end = endOf(after);
  if (map.flow) return { from: end, to: end, text: `, ${entry}` };
  const column = first.key.range[0] - (text.lastIndexOf('\n', first.key.range[0] - 1) + 1);
  const indent = ' '.repeat(column);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  // A block scalar ends with the line break.
  if (text[end - 1] === '\n') return { from: end, to: end, text: `${indent}${entry}${lineBreak}` };
  const next = text.indexOf('\n', end);
  if (next !== -1) return { from: next + 1, to: next + 1, text: `${indent}${entry}${lineBreak}` };
  return { from: text.length, to: text.length, text: `${lineBreak}${indent}${entry}` };
}

/** Behind the last character of a pair's value; a block's own end may be beyond comments that follow it. */
function endOf({ key, value }: Pair<Node, Node | null>): number {
  return (value && endOfNode(value)) ?? key.range![1];
}

function endOfNode(node: Node): number | undefined {
  if (isMap<Node, Node | null>(node) && !node.flow && node.items.length > 0)
    return endOf(node.items.at(-1)!);
  if (isSeq<Node>(node) && !node.flow && node.items.length > 0)
    return endOfNode(node.items.at(-1)!);
  return node.range?.[1];
}
