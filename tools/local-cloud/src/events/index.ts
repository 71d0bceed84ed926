export { createEventBridge } from './event-bridge.ts';
export { matchesPattern, validatePattern } from './pattern.ts';
export { createQueueDelivery } from './queue-delivery.ts';
export type * from './types.ts';
