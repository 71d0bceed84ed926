export { type Answering, answerTo, type Placement } from './answer.ts';
export { type PlacingContext, toPlacedOrders } from './place-orders.ts';
export {
  bodySchema,
  headersSchema,
  maxRequestBytes,
  type PostedBody,
  type PostedOrder,
  type ReadOrder,
  readOrders,
} from './read-orders.ts';
