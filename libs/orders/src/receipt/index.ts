export { renderReceipt } from './receipt.ts';
