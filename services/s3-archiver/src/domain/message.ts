import { eventBridgeEnvelopeSchema, orderPlacedSchema } from '@acado/events';
import type * as z from 'zod/mini';

/** The body of a queue message: the event as the bus delivers it. */
export const messageSchema = eventBridgeEnvelopeSchema(orderPlacedSchema);

export type ArchivableEvent = z.infer<typeof messageSchema>;
