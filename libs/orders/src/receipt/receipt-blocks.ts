import type { PlacedOrder } from '@acado/events';
import { wrap } from './helvetica.ts';
import { toLatin } from './latin.ts';
import { formatAmount, groupThousands } from './money.ts';
import { rule, text, textRight } from './pdf.ts';

/** A part that is never split over two pages; its origin is its lower left corner. */
export interface Block {
  /** Points. */
  height: number;
  operators: string;
}

// A4 in points.
export const pageSize = { width: 595, height: 842 };
export const margin = 48;
export const contentHeight = pageSize.height - margin - 56;

const width = pageSize.width - 2 * margin;
const itemWidth = 250;
const rightEdges = { quantity: 310, unitPrice: 400, amount: width };
const small = { size: 8, gray: 0.4 };
const normal = { size: 10 };

// What the contract allows fits in Latin letters; only text that grows when it is spelled in them
// can be longer. So a line of the order always fits a page.
const maxDescriptionLines = 45;
const maxSkuLines = 3;
const ellipsis = toLatin('…');

export function header(order: PlacedOrder): Block {
  const facts = [
    { label: 'Order', value: order.orderId },
    {
      label: 'Placed',
      value: `${order.placedAt.slice(0, 10)} ${order.placedAt.slice(11, 16)} UTC`,
    },
    { label: 'Customer', value: order.customerId },
  ];
  const rows = facts.flatMap(({ label, value }) =>
    wrap(toLatin(value), normal.size, width - 80).map((part, index) => ({
      label: index === 0 ? label : '',
      part,
    })),
  );
  const height = 84 + rows.length * 15;
  const operators =
    rule(0, height - 4, 36, 4, 0.2) +
    text('Receipt', 0, height - 40, { font: 'bold', size: 26 }) +
    textRight('Acado', width, height - 40, { size: 12, gray: 0.4 }) +
    rows
      .map(({ label, part }, index) => {
        const y = height - 66 - index * 15;
        return text(label, 0, y, { ...normal, gray: 0.4 }) + text(part, 80, y, normal);
      })
      .join('');
  return { height, operators };
}

export function tableHead(currency: string): Block {
  const operators =
    text('Item', 0, 7, small) +
    textRight('Quantity', rightEdges.quantity, 7, small) +
    textRight('Unit price', rightEdges.unitPrice, 7, small) +
    textRight(`Amount in ${currency}`, rightEdges.amount, 7, small) +
    rule(0, 0, width, 1, 0.2);
  return { height: 20, operators };
}

export function lineItem(line: PlacedOrder['lines'][number], currency: string): Block {
  const description = wrap(toLatin(line.description ?? ''), normal.size, itemWidth);
  const isDescribed = description.length > 0;
  const name = isDescribed
    ? clip(description, maxDescriptionLines)
    : clip(wrap(toLatin(line.sku), normal.size, itemWidth), maxSkuLines);
  const sku = isDescribed ? clip(wrap(toLatin(line.sku), small.size, itemWidth), maxSkuLines) : [];

  const height = 14 + name.length * 13 + sku.length * 10;
  const firstLine = height - 19;
  const lastLine = firstLine - (name.length - 1) * 13;
  const operators =
    rule(0, 0, width, 0.5, 0.85) +
    name.map((part, index) => text(part, 0, firstLine - index * 13, normal)).join('') +
    sku.map((part, index) => text(part, 0, lastLine - 10 - index * 10, small)).join('') +
    textRight(groupThousands(String(line.quantity)), rightEdges.quantity, firstLine, normal) +
    textRight(formatAmount(line.unitAmount, currency), rightEdges.unitPrice, firstLine, normal) +
    textRight(formatAmount(amountOf(line), currency), rightEdges.amount, firstLine, normal);
  return { height, operators };
}

export function total({ lines, currency }: PlacedOrder): Block {
  const amount = lines.reduce((sum, line) => sum + amountOf(line), 0);
  const style = { font: 'bold', size: 13 } as const;
  const operators =
    text(`Total ${currency}`, 260, 10, style) +
    textRight(formatAmount(amount, currency), width, 10, style);
  return { height: 40, operators };
}

/** Drawn from the page's own corner. */
export function footer(orderId: string, page: number, pages: number): string {
  return (
    text(`Order ${orderId}`, margin, 28, small) +
    textRight(`Page ${page} of ${pages}`, margin + width, 28, small)
  );
}

function clip(lines: string[], most: number): string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), ellipsis];
}

function amountOf(line: PlacedOrder['lines'][number]): number {
  return line.quantity * line.unitAmount;
}
