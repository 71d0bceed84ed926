export { anEventBridgeEvent, anOrderPlacedEvent } from './an-order-placed-event.ts';
export { anOrder, aPlacedOrder } from './an-order.ts';
