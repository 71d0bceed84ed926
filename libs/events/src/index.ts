export { checkInOrder } from './check-in-order.ts';
export { entrySize } from './event-entry.ts';
export { eventBridgeEnvelopeSchema } from './event-bridge-envelope.ts';
export {
  createEventPublisher,
  type EventBusClient,
  type EventPublisher,
  type EventPublisherOptions,
  type PublishResult,
} from './event-publisher.ts';
export { eventIdFor, orderIdFrom, type OrderIdContext, type OrderIdSource } from './ids.ts';
export {
  type Order,
  ORDER_LIMITS,
  orderSchema,
  type PlacedOrder,
  placedOrderSchema,
} from './order.ts';
export {
  type EventMetadata,
  ORDER_PLACED,
  ORDER_SOURCE,
  type OrderPlaced,
  type OrderPlacedEvent,
  orderPlacedEvent,
  orderPlacedSchema,
  type Provenance,
} from './order-placed.ts';
export { bundleDetail, bundleItem, type BundleItem, bundleOrders } from './order-bundles.ts';
export {
  deliveryId,
  orderDeliveries,
  type OrderDelivery,
  type ReceivedOrders,
} from './order-deliveries.ts';
export {
  type BroughtEvent,
  correlationIdOf,
  eventsIn,
  InvalidOrder,
  type OrderMessage,
  orderMessageSchema,
  type OrderPlacedEnvelope,
} from './order-message.ts';
export {
  createOrderRetries,
  type FailedDelivery,
  failedOrders,
  type OrderRetries,
} from './order-retries.ts';
export { ORDERS_PLACED, type OrdersPlaced, ordersPlacedSchema } from './orders-placed.ts';
export {
  createPayloadStore,
  MAX_PAYLOAD_BYTES,
  type PayloadBucketClient,
  PayloadError,
  type PayloadRef,
  payloadRefSchema,
  type PayloadStore,
} from './payload-store.ts';
export { createQueueClient } from './queue-client.ts';
export { EntryRefused } from './refused-entries.ts';
export { resolveOrder } from './resolve-order.ts';
export { createS3Client } from './s3-client.ts';
export {
  MessageRefused,
  type QueueClient,
  sendMessages,
  type SendOptions,
} from './send-messages.ts';
