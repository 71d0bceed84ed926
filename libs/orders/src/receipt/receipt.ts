import type { PlacedOrder } from '@acado/events';
import { moveDown, writePdf } from './pdf.ts';
import {
  type Block,
  contentHeight,
  footer,
  header,
  lineItem,
  margin,
  pageSize,
  tableHead,
  total,
} from './receipt-blocks.ts';

// A short receipt stays uncompressed, so that the dictionary it is packed with for storage finds
// something to match (worker-c's `receipt-codec.ts`); a long one gains more from compressed pages.
const maxPlainBytes = 64 * 1024;

/**
 * The receipt of an order as a PDF. A pure function: the same order gives the same bytes.
 * The order's note is the customer's message to the shop and is left out.
 *
 * @example
 * await writeFile('receipt.pdf', renderReceipt(order));
 */
export function renderReceipt(order: PlacedOrder): Uint8Array {
  const head = tableHead(order.currency);
  const body = [...order.lines.map((line) => lineItem(line, order.currency)), total(order)];
  const pages = paginate([header(order), head], [head], body).map(
    (blocks, index, all) => draw(blocks) + footer(order.orderId, index + 1, all.length),
  );
  const bytes = pages.reduce((sum, page) => sum + page.length, 0);
  return writePdf({
    title: `Receipt ${order.orderId}`,
    pageSize,
    pages,
    compress: bytes > maxPlainBytes,
  });
}

/** Fills pages with blocks: `first` opens the first page and `next` every other one. */
function paginate(first: Block[], next: Block[], blocks: Block[]): Block[][] {
  const heightOf = (page: Block[]) => page.reduce((sum, block) => sum + block.height, 0);
  let page = [...first];
  let used = heightOf(page);
  const pages = [page];
  for (const block of blocks) {
    if (used + block.height > contentHeight) {
      page = [...next];
      used = heightOf(page);
      pages.push(page);
    }
    page.push(block);
    used += block.height;
  }
  return pages;
}

function draw(blocks: Block[]): string {
  const content = blocks.map((block) => moveDown(block.height) + block.operators).join('');
  return `q 1 0 0 1 ${margin} ${pageSize.height - margin} cm\n${content}Q\n`;
}
