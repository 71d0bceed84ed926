export { type FingerprintedOrder, fingerprintOf } from './fingerprint.ts';
export { type OrderRow, type StoredOrder, storedOrder, toRow } from './order-row.ts';
