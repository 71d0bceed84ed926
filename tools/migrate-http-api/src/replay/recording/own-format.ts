import { readFields } from '@acado/command-line';
import { z } from 'zod';
import { headersSchema, methodSchema, pathSchema } from './fields.ts';
import { type RecordedRequest, sentHeaders } from './recording.ts';

/** What a recording of our own holds of a request. At most one of the bodies. */
const requestSchema = z
  .strictObject({
    name: z.string().optional(),
    method: methodSchema.default('GET'),
    path: pathSchema,
    headers: headersSchema.default({}),
    /** JSON, sent without blanks. `{ "$repeat": "x", "times": 9 }` in it stands for a long text. */
    json: z.unknown().optional(),
    text: z.string().optional(),
    base64: z.base64().optional(),
  })
  .refine(
    ({ json, text, base64 }) => [json, text, base64].filter((one) => one !== undefined).length <= 1,
    'Expected one of json, text and base64',
  );

export const recordingSchema = z.strictObject({
  description: z.string().optional(),
  requests: z.array(requestSchema).min(1),
});

type Written = z.infer<typeof requestSchema>;

/** @throws {CommandError} naming place and field. */
export const ownRecording = (place: string, content: unknown): RecordedRequest[] =>
  readFields(place, recordingSchema, content).requests.map(requestOf);

/** A line of NDJSON. @throws {CommandError} naming place and field. */
export const ownRequest = (place: string, content: unknown): RecordedRequest =>
  requestOf(readFields(place, requestSchema, content));

function requestOf(written: Written): RecordedRequest {
  const { method, path, name = `${method} ${path}` } = written;
  const headers = Object.entries(written.headers).flatMap(([key, value]) =>
    [value].flat().map((one) => [key, one] as const),
  );
  const body = bodyOf(written);
  return { name, method, path, headers: sentHeaders(headers), ...(body && { body }) };
}

function bodyOf({ json, text, base64 }: Written): Uint8Array | undefined {
  if (json !== undefined) return Buffer.from(JSON.stringify(json, repeated));
  if (text !== undefined) return Buffer.from(text);
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

const repetition = z.strictObject({ $repeat: z.string(), times: z.int().min(0).max(10_000_000) });

function repeated(_key: string, value: unknown): unknown {
  const { data } = repetition.safeParse(value);
  return data ? data.$repeat.repeat(data.times) : value;
}
