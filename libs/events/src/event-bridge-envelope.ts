import * as z from 'zod';

/**
 * The event as a rule delivers it to its targets: the body of an SQS message, the input of a function.
 * AWS may add fields to its envelope; those that are not listed are dropped.
 *
 * @example
 * createSqsHandler({ message: eventBridgeEnvelopeSchema(orderPlacedSchema), … });
 */
export const eventBridgeEnvelopeSchema = <Detail extends z.core.$ZodType>(detail: Detail) =>
  z.object({
    version: z.string().optional(),
    /** EventBridge's own id: a new one each time the event is put. */
    id: z.string(),
    source: z.string(),
    'detail-type': z.string(),
    account: z.string().optional(),
    region: z.string().optional(),
    time: z.iso.datetime(),
    resources: z.array(z.string()).optional(),
    detail,
  });
