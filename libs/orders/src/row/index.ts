export { type FingerprintedOrder, fingerprintOf } from './fingerprint.ts';
export { inlineRow, type OrderRow, referringRow, storedRowSchema } from './order-row.ts';
