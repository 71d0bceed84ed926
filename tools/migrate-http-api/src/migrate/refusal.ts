import type { LineCounter, Node } from 'yaml';

/** Something that can't be edited without knowing more. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** A refusal that names file and line. */
export const refusalAt = (file: string, lines: LineCounter, node: Node, why: string): Refusal =>
  new Refusal(`${file}:${lines.linePos(node.range?.[0] ?? 0).line}: ${why}`);
