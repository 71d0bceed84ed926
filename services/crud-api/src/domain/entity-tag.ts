import * as z from 'zod';
import type { WriteCondition } from './item-store.ts';

/** The entity tag of a version: strong, since two versions never share their bytes. */
export const entityTag = (version: string): string => `"${version}"`;

/** `*`, or the opaque parts of a comma-separated list of entity tags; weak ones never match for a write. */
type EntityTags = { any: true } | { any: false; versions: string[]; strong: string[] };

/** DynamoDB compares with 100 values at once. */
const maxTags = 100;
const tagPattern = String.raw`(?:W\/)?"[\x21\x23-\x7e]*"`;
const listPattern = new RegExp(`^${tagPattern}(?:\\s*,\\s*${tagPattern})*$`);

const entityTagsSchema = z
  .string()
  .trim()
  .transform((header, context): EntityTags => {
    if (header === '*') return { any: true };
    if (!listPattern.test(header)) {
      const message = 'Expected * or entity tags in double quotes, such as "abc"';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    const tags = [...header.matchAll(/(W\/)?"([^"]*)"/g)].map(([, weak, version]) => ({
      weak: weak !== undefined,
      version: version!,
    }));
    if (tags.length > maxTags) {
      context.addIssue({ code: 'custom', message: `At most ${maxTags} entity tags` });
      return z.NEVER;
    }
    return {
      any: false,
      versions: tags.map(({ version }) => version),
      strong: tags.filter(({ weak }) => !weak).map(({ version }) => version),
    };
  });

/** Headers of a read. */
export const readHeadersSchema = z.object({ 'if-none-match': entityTagsSchema.optional() });

/** Headers of a change to an item that must be there. */
export const changeHeadersSchema = z.object({ 'if-match': entityTagsSchema.optional() });

/** Headers of a write that may create. */
export const replaceHeadersSchema = z
  .object({
    'if-match': entityTagsSchema.optional(),
    'if-none-match': z.literal('*', 'Only * is understood here').optional(),
  })
  .refine((headers) => !headers['if-match'] || !headers['if-none-match'], {
    path: ['if-none-match'],
    message: 'Send either if-match or if-none-match',
  });

type WriteHeaders = { 'if-match'?: EntityTags; 'if-none-match'?: '*' };

/** The condition that the headers of a request put on its write. */
export const writeCondition = (headers: WriteHeaders): WriteCondition => {
  const tags = headers['if-match'];
  if (tags) return tags.any ? { type: 'present' } : { type: 'version', oneOf: tags.strong };
  return headers['if-none-match'] ? { type: 'absent' } : { type: 'none' };
};

/** Whether the client already has this version. */
export const isNotModified = (
  headers: z.output<typeof readHeadersSchema>,
  version: string,
): boolean => {
  const tags = headers['if-none-match'];
  return tags !== undefined && (tags.any || tags.versions.includes(version));
};
