import { CommandError, readFields } from '@acado/command-line';
import { z } from 'zod';
import { methodSchema, pathSchema } from './fields.ts';
import { filled } from './placeholders.ts';
import { collectionSchema, type Item, type PostmanRequest } from './postman-schema.ts';
import { pathOf, type Recording, type RecordedRequest, sentHeaders } from './recording.ts';

export const isPostman = (content: unknown): boolean =>
  z.object({ info: z.object({ schema: z.string() }) }).safeParse(content).success;

/**
 * The requests of a Postman collection, those in folders too. Scripts are not run: placeholders that a script would fill
 * take the collection's own value, or the one that is given.
 *
 * @throws {CommandError} naming file, request and field or placeholder.
 */
export function readPostman(
  file: string,
  content: unknown,
  given: Readonly<Record<string, string>>,
): Pick<Recording, 'requests' | 'notes'> {
  const { item, variable, auth } = readFields(file, collectionSchema, content);
  // Only the path counts: where it goes is said by the command.
  const variables = new Map([['baseUrl', '']]);
  for (const { key, value } of variable) variables.set(key, value);
  for (const [key, value] of Object.entries(given)) variables.set(key, value);
  variables.set('baseUrl', '');
  const found = inFolders(item);
  const scripted = found.filter(({ event }) => event.some(({ listen }) => listen === 'prerequest'));
  return {
    requests: found.map(({ name, request }) => requestOf(file, name, request, variables)),
    notes: [
      ...(scripted.length > 0
        ? [`scripts are not run (${scripted.map(({ name }) => name).join(', ')})`]
        : []),
      ...(auth ? [`its authorization (${auth.type}) is not applied: see --header`] : []),
    ],
  };
}

type Found = Omit<Item, 'request'> & { request: PostmanRequest };

const inFolders = (items: readonly Item[]): Found[] =>
  items.flatMap((one) =>
    one.item ? inFolders(one.item) : one.request ? [{ ...one, request: one.request }] : [],
  );

function requestOf(
  file: string,
  title: string,
  { method, url, header, body }: PostmanRequest,
  variables: ReadonlyMap<string, string>,
): RecordedRequest {
  const place = `${file}: "${title}"`;
  const fill = (text: string): string => filled(text, variables, place);
  const raw = url.variable.reduce(
    (text, { key, value }) => text.replace(`/:${key}`, () => `/${value}`),
    url.raw,
  );
  const schema = z.object({ method: methodSchema, url: pathSchema });
  const read = readFields(place, schema, { method, url: pathOf(fill(raw)) });
  const content = body && bodyOf(body, place);
  const headers = header.map(({ key, value }) => [key, fill(value)] as const);
  const isTyped = headers.some(([key]) => key.toLowerCase() === 'content-type');
  if (content?.type !== undefined && !isTyped) headers.push(['Content-Type', content.type]);
  return {
    ...{ name: title || `${read.method} ${read.url}`, method: read.method, path: read.url },
    headers: sentHeaders(headers),
    ...(content && { body: Buffer.from(fill(content.text)) }),
  };
}

function bodyOf(
  { mode, raw, urlencoded, options }: NonNullable<PostmanRequest['body']>,
  place: string,
): { text: string; type?: string } {
  if (mode === 'raw')
    return {
      text: raw,
      ...(options?.raw.language === 'json' && { type: 'application/json' }),
    };
  if (mode === 'urlencoded')
    return {
      // Encoding it would take the braces of placeholders with it.
      text: urlencoded.map(({ key, value }) => `${key}=${value}`).join('&'),
      type: 'application/x-www-form-urlencoded',
    };
  throw new CommandError(`${place}: body: "${mode}" can not be sent: raw and urlencoded can`);
}
