import { placedOrderSchema } from '@acado/events';
import * as z from 'zod/mini';

/** What one function hands to the next. */
export const orderTaskSchema = z.strictObject({
  order: placedOrderSchema,
  /** Id of the request that brought the order; in every log line about it. */
  correlationId: z.string(),
});

export type OrderTask = z.infer<typeof orderTaskSchema>;

/** Done when it resolves. */
export type NextStep = (task: OrderTask) => Promise<void>;
