import { textTable } from '@acado/command-line';
import type { Bill } from '@acado/pricing';

const HEADING = ['#', 'meter', 'region', 'item', 'units', 'USD per unit', 'USD', 'confidence'];
const NUMERIC = [4, 5, 6];

/** Decimals of a cost: enough for one request. */
const PLACES = 8;

/** A bill for people: a row for each price, the total, and where the prices are from. */
export function billTable({ lines, total }: Bill): string {
  const rows = lines.flatMap(({ usage, unitPrices }, index) =>
    unitPrices.map(({ item, unit, quantity, price, cost, confidence }) => [
      String(index),
      usage.meter,
      usage.region,
      item,
      `${quantity} ${unit}`,
      price,
      cost.toFixed(PLACES),
      confidence,
    ]),
  );
  const sum = ['', 'total', '', '', '', '', total.toFixed(PLACES), ''];
  const sources = new Set(
    lines.flatMap(({ unitPrices }) =>
      unitPrices.map(({ source, date }) => `${source} (taken ${date})`),
    ),
  );
  return `${textTable([HEADING, ...rows, sum], NUMERIC)}\nPrices: ${[...sources].join('; ')}\n`;
}
