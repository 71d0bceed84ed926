import * as z from 'zod';
import { isJsonObject, type JsonObject, jsonProblems } from './json.ts';

/** An item as the API shows it, with the version its entity tag is made of. */
export type Item = { id: string; attributes: JsonObject; version: string };

/** Ids go into paths as they are. */
export const itemIdSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9._~-]{1,128}$/,
    'An id has 1 to 128 characters of A-Z, a-z, 0-9, ".", "_", "~" and "-"',
  );

/** Names beginning with it are ours, such as that of the version. */
const reservedPrefix = '_';

const reservedNames = (attributes: JsonObject): z.core.$ZodRawIssue[] =>
  Object.keys(attributes)
    .filter((name) => name.startsWith(reservedPrefix))
    .map((name) => ({
      code: 'custom',
      path: [name],
      message: 'Names beginning with "_" are reserved',
      input: name,
    }));

/** Any JSON object that DynamoDB can hold without loss and that leaves our names alone; `id` included if it is there. */
export const attributesSchema = z.unknown().transform((value, context): JsonObject => {
  if (!isJsonObject(value)) {
    context.addIssue({ code: 'custom', message: 'An item is a JSON object' });
    return z.NEVER;
  }
  context.issues.push(
    ...reservedNames(value),
    ...jsonProblems(value).map((problem) => ({
      code: 'custom' as const,
      ...problem,
      input: value,
    })),
  );
  return value;
});

/** The item of a request's body: free attributes, and an `id` where the client chose one. */
export const itemBodySchema = attributesSchema.transform(({ id, ...attributes }, context) => {
  const parsed = itemIdSchema.optional().safeParse(id);
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? 'Invalid id';
    context.addIssue({ code: 'custom', path: ['id'], message });
    return z.NEVER;
  }
  return { id: parsed.data, attributes };
});

export type ItemBody = z.output<typeof itemBodySchema>;

/** Path parameters of one item. */
export const itemPathSchema = z.object({ id: itemIdSchema });
