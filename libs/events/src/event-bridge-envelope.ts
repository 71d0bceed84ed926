import * as z from 'zod/mini';

/**
 * The event as a rule delivers it to its targets: the body of an SQS message, the input of a function.
 * AWS may add fields to its envelope; those that are not listed are dropped.
 *
 * @example
 * createSqsHandler({ message: eventBridgeEnvelopeSchema(orderPlacedSchema), … });
 */
export const eventBridgeEnvelopeSchema = <Detail extends z.core.$ZodType>(detail: Detail) =>
  z.object({
    version: z.optional(z.string()),
    /** EventBridge's own id: a new one each time the event is put. */
    id: z.string(),
    source: z.string(),
    'detail-type': z.string(),
    account: z.optional(z.string()),
    region: z.optional(z.string()),
    time: z.iso.datetime(),
    resources: z.optional(z.array(z.string())),
    detail,
  });
