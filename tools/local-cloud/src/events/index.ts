export { createEventBridge } from './event-bridge.ts';
export { matchesPattern, validatePattern } from '@acado/event-pattern';
export { createQueueDelivery } from './queue-delivery.ts';
export type * from './types.ts';
