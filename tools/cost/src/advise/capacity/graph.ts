import type { Component } from './input.ts';

/** Where the items of a component go, with the field that says so. */
export interface Edge {
  to: string;
  perItem: number;
  field: readonly (string | number)[];
}

export interface Problem {
  path: (string | number)[];
  message: string;
}

/** The edges that leave a component. */
export function edgesOf(component: Component): Edge[] {
  switch (component.type) {
    case 'http-api':
    case 'function':
      return component.to.map(({ id, perItem }, index) => ({
        to: id,
        perItem,
        field: ['to', index, 'id'],
      }));
    case 'queue':
    case 'stream':
      return [{ to: component.consumer, perItem: 1, field: ['consumer'] }];
    case 'table':
      return [];
  }
}

/**
 * Components in the order in which items pass them, from the entry on; those that no item reaches are left out.
 *
 * @returns The component in which a circle closes, if there is one.
 */
export function passed(
  entry: string,
  components: readonly Component[],
): { order: Component[] } | { circle: string } {
  const byId = new Map(components.map((component) => [component.id, component]));
  const done = new Set<string>();
  const open = new Set<string>();
  const order: Component[] = [];
  let circle: string | undefined;
  const visit = (id: string): void => {
    const component = byId.get(id);
    if (open.has(id)) circle ??= id;
    if (!component || done.has(id) || open.has(id)) return;
    open.add(id);
    edgesOf(component).forEach(({ to }) => visit(to));
    open.delete(id);
    done.add(id);
    order.unshift(component);
  };
  visit(entry);
  return circle === undefined ? { order } : { circle };
}

/** What is wrong with a graph, by field. */
export function problemsOf(entry: string, components: readonly Component[]): Problem[] {
  const byId = new Map(components.map((component) => [component.id, component]));
  const problems: Problem[] = [];
  if (!byId.has(entry)) {
    problems.push({ path: ['entry'], message: `There is no component "${entry}"` });
  }
  components.forEach((component, index) => {
    const path = ['components', index];
    if (components.findIndex(({ id }) => id === component.id) !== index) {
      problems.push({ path: [...path, 'id'], message: `There are two of "${component.id}"` });
    }
    for (const { to, field } of edgesOf(component)) {
      const target = byId.get(to);
      if (!target) {
        problems.push({ path: [...path, ...field], message: `There is no component "${to}"` });
      } else if (field[0] === 'consumer' && target.type !== 'function') {
        problems.push({ path: [...path, ...field], message: `"${to}" is not a function` });
      }
    }
  });
  const reached = passed(entry, components);
  if ('circle' in reached) {
    const index = components.findIndex(({ id }) => id === reached.circle);
    const message = `Items come back to "${reached.circle}": the graph must have no circle`;
    problems.push({ path: ['components', index], message });
    return problems;
  }
  components.forEach((component, index) => {
    if (problems.length > 0 || reached.order.includes(component)) return;
    const message = `No item from "${entry}" reaches "${component.id}"`;
    problems.push({ path: ['components', index], message });
  });
  return problems;
}
