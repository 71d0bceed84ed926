export { batchGet, type BatchGetClient, type BatchGetOptions, KeysUnread } from './batch-get.ts';
export {
  batchWrite,
  type BatchWriteClient,
  type BatchWriteOptions,
  type BatchWriteResult,
  ItemTooLarge,
  ItemUnprocessed,
} from './batch-write.ts';
export { createDocumentClient } from './document-client.ts';
export { makeAndWriteRows, type MakeAndWriteOptions } from './make-and-write-rows.ts';
export { itemSize, MAX_ITEM_BYTES } from './item-size.ts';
