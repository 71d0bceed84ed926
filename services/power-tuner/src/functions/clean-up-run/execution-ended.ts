import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** EventBridge's event of an execution that ended by itself. */
export const executionEndedSchema = z.object({
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.object({ name: text, executionArn: text }),
});
