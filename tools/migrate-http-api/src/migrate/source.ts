import { isAlias, isMap, isSeq, LineCounter, type Node } from 'yaml';
import { parseYaml } from '../read/parse-file.ts';
import { type MapNode, pairOf, type PairNode } from './edits.ts';
import { type Refusal, refusalAt } from './refusal.ts';

/** A `serverless.yml` as nodes. */
export type Source = ReturnType<typeof sourceOf>;

/** @throws {UnreadableError} If it is no YAML. */
export function sourceOf(text: string, file: string) {
  const lines = new LineCounter();
  const document = parseYaml(text, file, lines);
  const root = document.contents;
  const refuse = (node: Node, why: string): Refusal => refusalAt(file, lines, node, why);

  /** A map at a key; `undefined` when there is none. */
  const mapAt = (map: MapNode, key: string): MapNode | undefined => {
    const value = pairOf(map, key)?.value;
    if (!value) return undefined;
    if (isAlias(value))
      throw refuse(value, `${key} is *${value.source}, which others may use: write it out first`);
    if (!isMap<Node, Node | null>(value))
      throw refuse(
        value,
        `${key} is not written here as a map: it comes from a variable, or is a list`,
      );
    return value;
  };
  if (!isMap<Node, Node | null>(root))
    throw refuse(root ?? document.contents!, 'Expected an object');

  return {
    ...{ text, file, document, root, refuse, mapAt },
    line: (node: Node): number => lines.linePos(node.range?.[0] ?? 0).line,
    /** A function that is written out here. */
    functionAt: (functionKey: string): MapNode => {
      const functions = mapAt(root, 'functions');
      const fn = functions && mapAt(functions, functionKey);
      if (!fn) throw refuse(root, `functions.${functionKey} is not written here`);
      return fn;
    },
    /** The `http` event at a place in a function's list. */
    eventAt: (fn: MapNode, index: number): PairNode => {
      const list = pairOf(fn, 'events')?.value;
      const item = isSeq<Node>(list) ? list.items[index] : undefined;
      const pair = isMap<Node, Node | null>(item) ? pairOf(item, 'http') : undefined;
      if (!pair) throw refuse(fn, 'the events of this function are not written here');
      return pair;
    },
  };
}
