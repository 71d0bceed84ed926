import { CommandError } from '@acado/command-line';
import type { Collection, Item, PropertyList, VariableScope } from 'postman-collection';
import { z } from 'zod';
import { methodSchema, pathSchema, readFields } from './fields.ts';
import { pathOf, type Recording, type RecordedRequest, sentHeaders } from './recording.ts';

const collectionSchema = z.looseObject({
  info: z.looseObject({ schema: z.string().regex(/collection/) }),
  item: z.array(z.looseObject({})).min(1),
});

export const isPostman = (content: unknown): boolean =>
  z.object({ info: z.object({ schema: z.string() }) }).safeParse(content).success;

/**
 * The requests of a Postman collection, those in folders too. Scripts are not run; placeholders that a script would fill
 * take the collection's own value, or the one that is given.
 *
 * @throws {CommandError} naming file, request and placeholder.
 */
export async function readPostman(
  file: string,
  content: unknown,
  given: Readonly<Record<string, string>>,
): Promise<Pick<Recording, 'requests' | 'notes'>> {
  const definition = readFields(file, collectionSchema, content);
  // It takes half a second to load.
  const { Collection: Parsed } = await import('postman-collection');
  const collection = new Parsed(definition);
  for (const [key, value] of Object.entries({ baseUrl: '', ...given }))
    collection.variables.upsert({ key, value });
  const items: Item[] = [];
  collection.forEachItem((item) => void items.push(item));
  const requests = items.map((item) => requestOf(file, item, collection));
  return { requests, notes: notesOf(collection, items) };
}

function requestOf(file: string, item: Item, collection: Collection): RecordedRequest {
  const place = `${file}: "${item.name}"`;
  const fill = (text: string): string => filled(collection, text, place);
  const { method, url, headers, body } = item.request;
  const content = body?.isEmpty() ? undefined : body;
  if (content && content.mode !== 'raw' && content.mode !== 'urlencoded')
    throw new CommandError(`${place}: body: "${content.mode}" can not be sent: raw and urlencoded`);
  const fields = { method, path: pathOf(fill(url.toString())) };
  const schema = z.object({ method: methodSchema, path: pathSchema });
  const text = content && fill(content.toString());
  const type = typeOf(content, headers);
  return {
    ...{ name: item.name || `${fields.method} ${fields.path}`, ...readFields(place, schema, fields) },
    headers: sentHeaders([
      ...headers
        .all()
        .filter(({ disabled }) => disabled !== true)
        .map(({ key, value }) => [key, fill(value)] as const),
      ...type,
    ]),
    ...(text !== undefined && { body: Buffer.from(text) }),
  };
}

type Headers = PropertyList<{ key: string } & object>;

/** Postman names the type of a form by itself. */
const typeOf = (
  body: Item['request']['body'],
  headers: Headers | Item['request']['headers'],
): (readonly [string, string])[] =>
  body?.mode === 'urlencoded' && !headers.has('content-type')
    ? [['Content-Type', 'application/x-www-form-urlencoded']]
    : [];

function filled(collection: Collection, text: string, place: string): string {
  const result = (collection.variables as VariableScope | undefined)?.replaceIn(text) ?? text;
  const [, open] = /\{\{([^{}]+)\}\}/.exec(result) ?? [];
  if (open !== undefined)
    throw new CommandError(`${place}: {{${open}}} has no value: --variable ${open}=…`);
  return result;
}

function notesOf(collection: Collection, items: readonly Item[]): string[] {
  const scripted = items.filter((item) => item.events.has((event) => event.listen === 'prerequest'));
  const signed = collection.auth !== undefined || items.some(({ request }) => request.auth);
  return [
    ...(scripted.length > 0
      ? [`scripts are not run (${scripted.map(({ name }) => name).join(', ')})`]
      : []),
    ...(signed ? ['its authorization is not applied: --header gives one to all requests'] : []),
  ];
}
