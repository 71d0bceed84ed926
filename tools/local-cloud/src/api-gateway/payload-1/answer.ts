import { z } from 'zod';
import { answerHeaders } from '../answer-headers.ts';
import { type GatewayAnswer } from '../types.ts';

const scalar = z.union([z.string(), z.boolean()]).transform(String);

/** None of the fields is mandatory, but others are not allowed. */
const answerSchema = z.strictObject({
  statusCode: z.coerce.number().int().min(200).max(599).default(200),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * What a client is answered for a function's result, by the rules of payload format 1.0.
 *
 * @param defaultType the content type of an answer that names none
 * @param isBinary whether this client takes bytes for what is in base64; otherwise it gets the base64
 * @throws Error (ZodError or TypeError) when the result is no answer
 */
export const payload1Answer = (
  payload: Buffer,
  defaultType: string,
  isBinary = true,
): GatewayAnswer => {
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = answerSchema.parse(
    JSON.parse(payload.toString('utf8')),
  );
  return {
    status: statusCode,
    headers: {
      'content-type': defaultType,
      ...answerHeaders(merged(headers ?? {}, multiValueHeaders ?? {})),
    },
    body: isBase64Encoded && isBinary ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
};

/** Both kinds in one list; a pair that is in both comes once. */
const merged = (
  headers: Record<string, string>,
  multiValueHeaders: Record<string, string[]>,
): Map<string, string | string[]> => {
  const result = new Map<string, string | string[]>();
  for (const [name, values] of Object.entries(multiValueHeaders))
    result.set(name.toLowerCase(), values);
  for (const [name, value] of Object.entries(headers)) {
    const others = result.get(name.toLowerCase());
    if (others === undefined) result.set(name.toLowerCase(), value);
    else if (!others.includes(value)) result.set(name.toLowerCase(), [value, others].flat());
  }
  return result;
};
