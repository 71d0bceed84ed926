import * as z from 'zod/mini';
import { type JsonObject, type JsonProblem, jsonProblems, type JsonValue } from './json.ts';

/** An item as the API shows it, with the version its entity tag is made of. */
export type Item = { id: string; attributes: JsonObject; version: string };

/** Ids go into paths as they are. */
export const itemIdSchema = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9._~-]{1,128}$/,
      'An id has 1 to 128 characters of A-Z, a-z, 0-9, ".", "_", "~" and "-"',
    ),
  );

/** An item has 400 KB in the table; its JSON has quotation marks, escapes and perhaps indentation besides. */
export const maxItemBodyBytes = 1024 * 1024;

/** Names beginning with it are ours, such as that of the version. */
const reservedPrefix = '_';

const reservedNames = (item: object): JsonProblem[] =>
  Object.keys(item)
    .filter((name) => name.startsWith(reservedPrefix))
    .map((name) => ({ path: [name], message: 'Names beginning with "_" are reserved' }));

/** Any JSON object that DynamoDB can hold without loss and that leaves our names alone. */
const itemSchema = z
  .catchall(
    z.object({ id: z.optional(itemIdSchema) }, 'An item is a JSON object'),
    z.custom<JsonValue>(),
  )
  .check(
    z.superRefine((item, context) => {
      for (const problem of [...reservedNames(item), ...jsonProblems(item)]) {
        context.addIssue({ code: 'custom', ...problem });
      }
    }),
  );

/** The item of a request's body: free attributes, and an `id` where the client chose one. */
export const itemBodySchema = z.pipe(
  itemSchema,
  z.transform(({ id, ...attributes }: z.output<typeof itemSchema>) => ({ id, attributes })),
);

export type ItemBody = z.output<typeof itemBodySchema>;

/** Path parameters of one item. */
export const itemPathSchema = z.object({ id: itemIdSchema });
