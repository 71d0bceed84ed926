import { z } from 'zod';

const oneOrMany = z.union([z.string(), z.array(z.string())]);

const conditionValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value));

/** One statement of an identity policy. */
const statementSchema = z.strictObject({
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

/** One statement of a resource's policy. */
const resourceStatementSchema = statementSchema.extend({
  Principal: z.union([
    z.string(),
    z.strictObject({ Service: oneOrMany.optional(), AWS: oneOrMany.optional() }),
  ]),
});

/** A policy as it stands in a template: one statement or a list of them. */
const documentOf = <S extends z.ZodType>(statement: S) =>
  z.strictObject({
    Version: z.string().optional(),
    Id: z.string().optional(),
    Statement: z.union([statement.transform((one) => [one]), z.array(statement)]),
  });

export const policyDocumentSchema = documentOf(statementSchema);
export const resourcePolicySchema = documentOf(resourceStatementSchema);
