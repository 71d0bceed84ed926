import { createEventPublisher, ORDER_SOURCE, ordersPlacedSchema } from '@acado/events';
import { countRecords, createSqsHandler, metered } from '@acado/powertools';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { requestHandler } from '../../adapters/request-handler.ts';
import { publishingConfig } from '../../config.ts';
import { publishOrders } from '../../domain/publish-orders.ts';

export const handler = createSqsHandler({
  services: () =>
    createEventPublisher({
      eventBridge: metered(new EventBridgeClient({ maxAttempts: 1, requestHandler })),
      busName: publishingConfig().eventBus,
      source: ORDER_SOURCE,
      maxAttempts: 3,
    }),
  message: ordersPlacedSchema,
  // A message of the inbox has the orders of one request.
  correlationId: ({ orders }) => orders[0]?.metadata.correlationId,
  handle: async (messages, publisher) => {
    countRecords(messages.reduce((sum, { value }) => sum + value.orders.length, 0));
    return { failed: await publishOrders(publisher, messages) };
  },
});
