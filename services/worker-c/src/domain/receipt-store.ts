export interface Receipt {
  orderId: string;
  pdf: Uint8Array;
}

/** Where receipts are kept. The first receipt of an order stays. */
export interface ReceiptStore {
  /** Those of the given orders that have a receipt. */
  existing(orderIds: string[]): Promise<Set<string>>;
  /** Keeps receipts and returns those that could not be kept. */
  save(receipts: Receipt[]): Promise<{ orderId: string; error: Error }[]>;
  /** The PDF of an order's receipt. */
  find(orderId: string): Promise<Uint8Array | undefined>;
}
