import { escape, ticks } from '@acado/cost/render';
import type { Costs } from '../cost/compare-costs.ts';
import { httpLines, restLines, UNIT_KB } from '../cost/gateways.ts';
import { priced } from '../cost/price-lines.ts';
import { money } from '../cost/words.ts';

const WIDTH = 760;
const HEIGHT = 300;
const MARGIN = { left: 70, right: 150, top: 16, bottom: 44 };
const UNITS = 8;
const PER = 1_000_000;

/** What a million requests cost by the size of their bodies; `undefined` without prices. */
export function chartOf({ region, requests }: Costs): string | undefined {
  const perMillion = (usd: number): number => (usd / Math.max(1, requests)) * PER;
  const rest = priced('', restLines(region, requests)).usd;
  const steps = Array.from({ length: UNITS }, (_, index) => {
    const kb = (index + 1) * UNIT_KB;
    return priced('', httpLines(region, requests, [{ share: 1, kb }])).usd;
  });
  if (rest === undefined || steps.some((usd) => usd === undefined) || requests === 0)
    return undefined;
  const restPrice = perMillion(rest);
  const httpPrices = steps.map((usd) => perMillion(usd ?? 0));
  const marks = ticks(0, Math.max(restPrice, ...httpPrices));
  const right = WIDTH - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const atX = (units: number): string =>
    (MARGIN.left + (units / UNITS) * (right - MARGIN.left)).toFixed(1);
  const atY = (usd: number): string =>
    (bottom - (usd / marks.at(-1)!) * (bottom - MARGIN.top)).toFixed(1);
  const path = httpPrices
    .map((usd, index) => `${index === 0 ? 'M' : 'L'}${atX(index)} ${atY(usd)}H${atX(index + 1)}`)
    .join('');
  const label = `Cost of a million requests by the size of their bodies, ${region}`;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(label)}">`,
    ...marks.map(
      (usd) =>
        `<path class="rule" d="M${MARGIN.left} ${atY(usd)}H${right}"/><text x="${MARGIN.left - 8}" y="${atY(usd)}" dy=".35em" text-anchor="end">${money(usd)}</text>`,
    ),
    ...httpPrices.map(
      (_, index) =>
        `<text x="${atX(index + 1)}" y="${bottom + 16}" text-anchor="middle">${((index + 1) * UNIT_KB) / 1024} MB</text>`,
    ),
    `<text x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">body of a request</text>`,
    `<path d="M${MARGIN.left} ${atY(restPrice)}H${right}" fill="none" stroke="var(--s7)" stroke-width="2"/>`,
    `<path d="${path}" fill="none" stroke="var(--s0)" stroke-width="2"/>`,
    `<text class="value" x="${right + 8}" y="${atY(restPrice)}" dy=".35em">REST API ${money(restPrice)}</text>`,
    `<text class="value" x="${right + 8}" y="${atY(httpPrices.at(-1)!)}" dy=".35em">HTTP API</text>`,
    '</svg>',
  ].join('\n');
}
