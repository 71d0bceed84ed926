export {
  anEventBridgeEvent,
  anOrderPlacedEvent,
  anOrdersPlacedEvent,
} from './an-order-placed-event.ts';
export { anOrder, aPlacedOrder } from './an-order.ts';
