import * as z from 'zod/mini';
import { functionSchema } from './function-schema.ts';

const ofOne = z.partial(functionSchema, { num: true });
const ofSeveral = z.partial(functionSchema);

/**
 * The shape of an execution input: one function (`lambdaARN`), or several (`functions`), which inherit the fields beside
 * them. `parseInput` checks with it and knows more, such as weights that do not fit `num`.
 *
 * @example
 * inputSchema.safeParse({ lambdaARN: 'arn:aws:lambda:us-east-1:123456789012:function:shop', num: 20 }).success; // true
 */
export const inputSchema = z.union([
  ofOne,
  z.extend(z.omit(ofSeveral, { lambdaARN: true }), {
    functions: z.array(z.extend(ofSeveral, { lambdaARN: functionSchema.shape.lambdaARN })),
  }),
]);

/**
 * The same as JSON Schema (draft 2020-12), for editors of input files.
 *
 * @example
 * JSON.stringify(inputJsonSchema());
 */
export const inputJsonSchema = (): object => z.toJSONSchema(inputSchema, { io: 'input' });
