import { isMap, isScalar, type Node } from 'yaml';
import { httpPath } from '../config/routes.ts';
import { authorizerEdits } from './authorizer-edit.ts';
import { type Edit, keyOf, type PairNode, pairOf, removal } from './edits.ts';
import type { Source } from './source.ts';

const KEPT = ['method', 'path', 'authorizer'];

/** What became of an event. */
export interface EventEdit {
  edits: Edit[];
  /** Keys that HTTP APIs do not have at a route. */
  removed: string[];
}

/** `/orders/{id}`, as HTTP APIs take it. */
const normalPath = (path: string): string => httpPath(`/${path.replace(/^\/|\/$/g, '')}`);

/**
 * Makes an `http` event an `httpApi` event.
 *
 * @param wanted The route's authorizer.
 * @throws {Refusal} naming file and line of what can't be edited.
 */
export function eventEdit(source: Source, pair: PairNode, wanted: unknown): EventEdit {
  const { key, value } = pair;
  const rename = { from: key.range![0], to: key.range![1], text: 'httpApi' };
  if (isScalar(value) && typeof value.value === 'string')
    return { edits: [rename, ...shortForm(source, value, value.value)], removed: [] };
  if (!isMap<Node, Node | null>(value) || value.items.some((each) => keyOf(each) === '<<'))
    throw source.refuse(key, 'the event is not written out here: write it by hand');
  const removed = value.items.map(keyOf).filter((name) => !KEPT.includes(name));
  const authorizer = pairOf(value, 'authorizer');
  const path = pairOf(value, 'path')?.value;
  return {
    edits: [
      rename,
      ...(isScalar(path) ? pathEdit(source, path) : []),
      ...(authorizer ? authorizerEdits(source, authorizer, wanted) : []),
      ...removal(source.text, value, (name) => removed.includes(name)),
    ],
    removed,
  };
}

/** `GET orders` is `GET /orders`. */
function shortForm(source: Source, node: Node, text: string): Edit[] {
  const [, method = '', path = ''] = /^(\S+)\s+(\S+)$/.exec(text) ?? [];
  if (text.includes('${')) throw source.refuse(node, 'the event is a variable: write it by hand');
  const wanted = `${method.toUpperCase()} ${normalPath(path)}`;
  return wanted === text ? [] : [replaced(source, node, wanted)];
}

function pathEdit(source: Source, node: Node & { value: unknown }): Edit[] {
  const text = String(node.value);
  if (text.includes('${')) {
    if (text.startsWith('/')) return [];
    throw source.refuse(node, 'the path begins with a variable: let it begin with a slash');
  }
  const wanted = normalPath(text);
  return wanted === text ? [] : [replaced(source, node, wanted)];
}

/** Keeps the quotes. */
function replaced({ text }: Source, node: Node, wanted: string): Edit {
  const [from, to] = node.range!;
  const quote = /^['"]?/.exec(text.slice(from, to))![0];
  return { from, to, text: `${quote}${wanted}${quote}` };
}
