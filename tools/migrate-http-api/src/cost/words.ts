import { counted } from '../words.ts';
import type { CostItem } from './price-lines.ts';
import type { Costs } from './compare-costs.ts';

/** `$1,234.50`; small sums with the digits that they need. */
export const money = (usd: number): string =>
  usd === 0 || Math.abs(usd) >= 0.1
    ? `$${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
    : `$${usd.toLocaleString('en', { maximumSignificantDigits: 3 })}`;

const priceText = ({ usd, notPriced }: CostItem): string =>
  usd === undefined ? `not priced: ${notPriced}` : money(usd);

/** Rows `what, USD a month` of a table. */
export const costRows = ({ before, after, totals }: Costs): string[][] => [
  ...before.map((item) => ['REST API', item.what, priceText(item)]),
  ...after.map((item) => ['HTTP API', item.what, priceText(item)]),
  ...(totals
    ? [
        ['REST API', 'in all, as far as it is priced', money(totals.before)],
        ['HTTP API', 'in all, as far as it is priced', money(totals.after)],
      ]
    : []),
];

/** What it comes to, in a sentence. */
export function costHeadline({ totals, requests, region, isAssumed }: Costs): string {
  const volume = `${counted(requests, 'request')} a month in ${region}${isAssumed ? ' (nobody said how many)' : ''}`;
  if (!totals) return `${volume}: the price book lacks a price`;
  const { before, after } = totals;
  const percent = before === 0 ? 0 : Math.round((1 - after / before) * 100);
  const change = percent >= 0 ? `${percent} % less` : `${-percent} % more`;
  return `${volume}: ${money(before)} today, ${money(after)} as an HTTP API, ${change}`;
}

/** From which size on bodies lose the saving. */
export function breakEvenText({ breakEven }: Costs): string {
  if (!breakEven) return 'Where it breaks even is not known: the price book lacks a price.';
  const { units, kb } = breakEven;
  if (units === 0) return 'At this volume an HTTP API is never cheaper.';
  const mb = kb / 1024;
  return `Bodies up to ${mb.toLocaleString('en')} MB (${counted(units, 'unit')} of 512 KB) cost no more than on the REST API; larger ones cost more.`;
}
