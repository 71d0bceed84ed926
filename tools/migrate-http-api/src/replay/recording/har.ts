import { readFields } from '@acado/command-line';
import { z } from 'zod';
import { headerPair, methodSchema, pathSchema } from './fields.ts';
import { pathOf, type RecordedRequest, sentHeaders } from './recording.ts';

const postData = z.object({
  mimeType: z.string().default(''),
  text: z.string().optional(),
  /** Some programs write it, for bodies that are no text. */
  encoding: z.string().optional(),
  params: z.array(z.object({ name: z.string(), value: z.string().default('') })).default([]),
});

const harSchema = z.object({
  log: z.object({
    entries: z
      .array(
        z.object({
          request: z.object({
            method: methodSchema,
            url: z.string().transform(pathOf).pipe(pathSchema),
            headers: z.array(headerPair).default([]),
            postData: postData.optional(),
          }),
        }),
      )
      .min(1),
  }),
});

export const isHar = (content: unknown): boolean =>
  z.object({ log: z.object({ entries: z.unknown() }) }).safeParse(content).success;

/**
 * The requests of an HTTP archive, as browsers save it.
 *
 * @throws {CommandError} naming file and field.
 */
export const readHar = (file: string, content: unknown): RecordedRequest[] =>
  readFields(file, harSchema, content).log.entries.map(({ request }) => {
    const { method, url: path, headers, postData: posted } = request;
    const body = posted && bodyOf(posted);
    return {
      ...{ name: `${method} ${path}`, method, path },
      headers: sentHeaders(headers.map(({ name, value }) => [name, value])),
      ...(body && { body }),
    };
  });

function bodyOf({ text, encoding, params }: z.infer<typeof postData>): Uint8Array {
  if (text !== undefined) return Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8');
  const form = new URLSearchParams(
    params.map(({ name, value }): [string, string] => [name, value]),
  );
  return Buffer.from(form.toString());
}
