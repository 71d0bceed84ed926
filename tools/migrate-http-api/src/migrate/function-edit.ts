import { isMap, isScalar, type Node } from 'yaml';
import { type Edit, insertionBefore, type MapNode, pairOf } from './edits.ts';
import type { Source } from './source.ts';

/**
 * Pins the payload format of a function; 2.0 is what the framework takes by itself.
 *
 * @throws {Refusal} If the function has another one already.
 */
export function payloadEdit(source: Source, fn: MapNode, payload: '1.0' | '2.0'): Edit[] {
  const existing = pairOf(fn, 'httpApi');
  if (existing) {
    const { value } = existing;
    const own = isMap<Node, Node | null>(value) ? pairOf(value, 'payload')?.value : undefined;
    if (isScalar(own) && own.value === payload) return [];
    throw source.refuse(
      existing.key,
      `the function has httpApi settings: give them payload '${payload}'`,
    );
  }
  const events = pairOf(fn, 'events');
  if (payload === '2.0' || !events) return [];
  return [insertionBefore(source.text, fn, events, `httpApi: { payload: '${payload}' }`)];
}
