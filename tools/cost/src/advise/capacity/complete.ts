import { CommandError } from '@acado/command-line';
import * as z from 'zod';
import { parseDocument } from '../adviser.ts';
import { amount, name } from '../fields.ts';
import { passed } from './graph.ts';
import { arrivalFields, type Component, componentSchema } from './input.ts';
import { componentsOf, tableId, templateSchema } from './template.ts';

/** What templates do not say. */
export const measuredSchema = z.strictObject({
  ...arrivalFields,
  entry: name('HTTP API or function that the items come into, by its name').optional(),
  functions: z
    .record(
      z.string(),
      z.strictObject({
        durationMs: amount('Measured duration of an invocation, in ms, without its items'),
        perItemMs: amount('Duration that each item of a batch adds, in ms').optional(),
      }),
    )
    .default({}),
  tables: z
    .record(
      z.string(),
      z.strictObject({
        writeUnitsPerItem: amount('Write request units that an item takes'),
        readUnitsPerItem: amount('Read request units that an item takes').optional(),
        writeUnitsPerSecond: amount('What the table is warm for').optional(),
        readUnitsPerSecond: amount('What the table is warm for').optional(),
      }),
    )
    .default({}),
});

/** What templates do not say, checked. */
export type Measured = z.output<typeof measuredSchema>;

/**
 * Makes a question of compiled templates and what was measured; what the entry does not reach is left out.
 *
 * @returns A document for `systemSchema`.
 * @throws {CommandError} naming what is missing.
 */
export function systemOf(document: unknown, templates: readonly unknown[]): object {
  const measured = parseDocument(measuredSchema, document);
  const { entry, functions, tables, ...rest } = measured;
  const found = componentsOf(
    templates.map((template) => parseDocument(templateSchema, template)),
    measured,
  );
  // A figure that is missing does not matter for the way through the graph; for what is on the way it does, below.
  const components = found.map((component) => parseDocument(componentSchema, component));
  const ids = components.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new CommandError(`--template: There are two of "${twice}"`);
  const strangers = [
    ...Object.keys(functions)
      .filter((id) => !ids.includes(id))
      .map((id) => `functions.${id}`),
    ...Object.keys(tables)
      .filter((id) => !ids.includes(tableId(id)))
      .map((id) => `tables.${id}`),
  ];
  if (strangers.length > 0) {
    const lines = strangers.map((field) => `${field}: The templates have no such resource`);
    throw new CommandError(lines.join('\n'));
  }
  const start = entry ?? entryOf(components);
  const reached = passed(start, components);
  const kept = 'circle' in reached ? components : reached.order;
  const known = new Set([...Object.keys(functions), ...Object.keys(tables).map(tableId)]);
  const missing = kept.flatMap(({ type, id }) => {
    if (known.has(id)) return [];
    if (type === 'function') return [`functions.${id}.durationMs`];
    return type === 'table' ? [`tables.${id.replace(/ \(table\)$/, '')}.writeUnitsPerItem`] : [];
  });
  if (missing.length > 0) {
    throw new CommandError(
      missing.map((field) => `${field}: Expected a measured figure`).join('\n'),
    );
  }
  return { ...rest, entry: start, components: kept };
}

/** The one HTTP API behind which there is a queue. */
function entryOf(components: readonly Component[]): string {
  const candidates = components.filter(({ type, id }) => {
    if (type !== 'http-api') return false;
    const reached = passed(id, components);
    return 'order' in reached && reached.order.some((component) => component.type === 'queue');
  });
  if (candidates.length === 1) return candidates[0]!.id;
  const names = components.filter(({ type }) => type === 'http-api').map(({ id }) => id);
  throw new CommandError(
    `entry: Expected the name of an HTTP API or function; the templates have the APIs ${names.join(', ') || '(none)'}`,
  );
}
