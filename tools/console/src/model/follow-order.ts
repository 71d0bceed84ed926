/** What the stores know of an order. */
export type Found = {
  order?: object | undefined;
  receipt?: object | undefined;
  /** Of the archive's ledger: the object that the order's event was written to, or will be. */
  claim?: { objectKey?: unknown } | undefined;
  orderUrl?: string | undefined;
  receiptUrl?: string | undefined;
};

export type Step = {
  name: 'stored' | 'receipt' | 'archived';
  done: boolean;
  url?: string;
  note?: string;
};

/** How far an order has got. */
export function followOrder(id: string, found: Found): { steps: Step[] } {
  const { order, receipt, claim, orderUrl, receiptUrl } = found;
  const link = (base: string | undefined, path: string) =>
    base === undefined ? {} : { url: `${base}/orders/${id}${path}` };
  return {
    steps: [
      { name: 'stored', done: order !== undefined, ...(order && link(orderUrl, '')) },
      {
        name: 'receipt',
        done: receipt !== undefined,
        ...(receipt && link(receiptUrl, '/receipt')),
      },
      {
        ...{ name: 'archived', done: claim !== undefined },
        ...(typeof claim?.objectKey === 'string' && { note: claim.objectKey }),
      },
    ],
  };
}
