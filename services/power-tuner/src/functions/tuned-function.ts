import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

export const runSchema = z.object({ id: text, arn: text });

/** What every state of one function hands on; a state's own parameters come on top. */
export const tunedFunctionSchema = z.object({ run: runSchema, functionArn: text });
