import { z } from 'zod';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export const jsonSchema: z.ZodType<Json> = z.json();

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws SyntaxError */
export const parseJson = (text: string): Json => JSON.parse(text) as Json; // it can be nothing else

/** What Step Functions takes as the input or output of a state or an execution, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 256 * 1024;
