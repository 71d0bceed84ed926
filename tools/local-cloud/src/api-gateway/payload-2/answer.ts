import { validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { answerHeaders } from '../answer-headers.ts';
import { type GatewayAnswer } from '../types.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** The answer a function gives when it says `statusCode`. */
const answerSchema = z.object({
  statusCode: z.coerce.number().int().min(200).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * What a client is answered for a function's result, by the rules of payload format 2.0: with a `statusCode` the result
 * is the answer, without one it is the JSON body of a 200.
 *
 * @throws Error (ZodError or TypeError) when the result is no answer; the client then gets a 500
 */
export const payload2Answer = (payload: Buffer): GatewayAnswer => {
  const text = payload.toString('utf8');
  const result: unknown = text === '' ? null : JSON.parse(text);
  if (typeof result !== 'object' || result === null || !('statusCode' in result))
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: typeof result === 'string' ? result : text,
    };
  const { statusCode, headers, cookies, body, isBase64Encoded } = answerSchema.parse(result);
  for (const cookie of cookies ?? []) validateHeaderValue('set-cookie', cookie);
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain;charset=utf-8',
      ...answerHeaders(Object.entries(headers ?? {})),
      ...(cookies?.length && { 'set-cookie': cookies }),
    },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
};
