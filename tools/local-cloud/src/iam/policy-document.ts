import { z } from 'zod';

const oneOrMany = z.union([z.string(), z.array(z.string())]);

const conditionValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value));

/** One statement of an identity policy. */
export const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: z
    .record(z.string(), z.record(z.string(), z.union([conditionValue, z.array(conditionValue)])))
    .optional(),
});

/** An identity policy as it stands in a template: one statement or a list of them. */
export const policyDocumentSchema = z.strictObject({
  Version: z.string().optional(),
  Id: z.string().optional(),
  Statement: z
    .union([statementSchema, z.array(statementSchema)])
    .transform((statements) => [statements].flat()),
});
