import { edgesOf } from './graph.ts';
import type { Component } from './input.ts';
import type { Flow, Load } from './limits.ts';

/** Items per invocation that a component causes in a function. */
const batchOf = (source: Component | undefined): number =>
  source?.type === 'queue' || source?.type === 'stream' ? source.batchSize : 1;

/**
 * Follows items from the entry through the graph.
 *
 * @param order Components in the order in which items pass them; the first is the entry.
 * @param perSecond Items that come in.
 * @param passes How many of its items a component lets through; all of them by default.
 */
export function flowsOf(
  order: readonly Component[],
  perSecond: number,
  passes: (component: Component, flow: Flow) => number = (_, { items }) => items,
): Map<string, Flow> {
  const loads = new Map<string, Load[]>(order.map(({ id }) => [id, []]));
  const flows = new Map<string, Flow>();
  const [entry] = order;
  loads.get(entry!.id)!.push({ items: perSecond, batch: 1, direct: true });
  for (const component of order) {
    const own = loads.get(component.id)!;
    const flow: Flow = { items: own.reduce((sum, { items }) => sum + items, 0), loads: own };
    flows.set(component.id, flow);
    const through = passes(component, flow);
    const direct = component.type !== 'queue' && component.type !== 'stream';
    for (const { to, perItem } of edgesOf(component)) {
      loads.get(to)!.push({ items: through * perItem, batch: batchOf(component), direct });
    }
  }
  return flows;
}
