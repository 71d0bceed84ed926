import { CommandError } from '@acado/command-line';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** A request of a collection, or a folder of them. */
export interface Item {
  name: string;
  /** Of a folder. */
  item?: Item[] | undefined;
  /** Of a request. */
  request?: { method: string; url: { raw: string } } | undefined;
}

const itemSchema: z.ZodType<Item> = z.looseObject({
  name: z.string(),
  get item() {
    return z.array(itemSchema).optional();
  },
  request: z
    .looseObject({ method: z.string(), url: z.looseObject({ raw: z.string() }) })
    .optional(),
});

const collectionSchema = z.looseObject({
  info: z.looseObject({
    name: z.string(),
    schema: z.string().regex(/\/v2\.1\.\d\//, 'expected a collection in the format v2.1'),
  }),
  variable: z.array(z.looseObject({ key: z.string() })).default([]),
  item: z.array(itemSchema).min(1),
});

/** A Postman collection in the format v2.1, as far as it is looked into here. */
export type CollectionFile = z.infer<typeof collectionSchema>;

/** Where a service keeps its collection. */
export const collectionPath = (root: string, service: string): string =>
  join(root, 'services', service, 'smoke', `${basename(service)}.postman_collection.json`);

/**
 * Reads the collection of a service.
 *
 * @param root Absolute path of the workspace.
 * @param service Name of the service's folder.
 * @throws {CommandError} naming the file and what is wrong with it.
 */
export function readCollection(root: string, service: string): CollectionFile {
  const file = collectionPath(root, service);
  if (!existsSync(file)) throw new CommandError(`There are no tests of ${service}: ${file}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`${file} is no JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const { data, error } = collectionSchema.safeParse(content);
  if (!data) {
    const { path, message } = error.issues[0]!;
    throw new CommandError(`${file}: ${path.join('.')}: ${message}`);
  }
  return data;
}

/** A request of a collection and the folder that it is in. */
export interface Step {
  name: string;
  folder?: string | undefined;
  method: string;
  /** With its variables: `{{baseUrl}}/items/:id`. */
  url: string;
}

/** The requests of a collection in their order. */
export const stepsOf = (items: readonly Item[], folder?: string): Step[] =>
  items.flatMap(({ name, item, request }) => [
    ...(request ? [{ name, folder, method: request.method, url: request.url.raw }] : []),
    ...stepsOf(item ?? [], name),
  ]);
