import { type EntityTags, parseEntityTags } from '@acado/powertools';
import * as z from 'zod/mini';
import type { WriteCondition } from '../domain/item-store.ts';

/** DynamoDB compares with 100 values at once. */
const maxTags = 100;

const entityTagsSchema = z.pipe(
  z.string(),
  z.transform((header: string, context): EntityTags => {
    const parsed = parseEntityTags(header);
    const refuse = (message: string) => {
      context.issues.push({ code: 'custom', message, input: header });
      return z.NEVER;
    };
    if (!parsed) return refuse('Expected * or entity tags in double quotes, such as "abc"');
    if (!parsed.any && parsed.tags.length > maxTags) {
      return refuse(`At most ${maxTags} entity tags`);
    }
    return parsed;
  }),
);

const changeHeaders = { 'if-match': z.optional(entityTagsSchema) };

/** Headers of a change to an item that must be there. */
export const changeHeadersSchema = z.object(changeHeaders);

/** Headers of a write that may create. */
export const replaceHeadersSchema = z
  .object({
    ...changeHeaders,
    'if-none-match': z.optional(z.literal('*', 'Only * is understood here')),
  })
  .check(
    z.refine((headers) => !headers['if-match'] || !headers['if-none-match'], {
      path: ['if-none-match'],
      message: 'Send either if-match or if-none-match',
    }),
  );

type WriteHeaders = { 'if-match'?: EntityTags | undefined; 'if-none-match'?: '*' | undefined };

/** The condition that the headers of a request put on its write, for which weak tags never match. */
export const writeCondition = (headers: WriteHeaders): WriteCondition => {
  const named = headers['if-match'];
  if (named?.any) return { type: 'present' };
  if (named) {
    const strong = named.tags.filter(({ weak }) => !weak);
    return { type: 'version', oneOf: strong.map(({ version }) => version) };
  }
  return headers['if-none-match'] ? { type: 'absent' } : { type: 'none' };
};
