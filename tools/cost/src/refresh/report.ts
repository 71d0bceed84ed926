import { textTable } from '@acado/command-line';
import { type Item, USAGE_TYPES } from '@acado/pricing';
import type { Offer } from './offer-file.ts';
import type { PriceChange, Rebuilt } from './rebuild.ts';

/** What became of one region. */
export interface RegionResult extends Rebuilt {
  region: string;
  /** Services without an offer file for the region. */
  missing: string[];
  ambiguous: Offer['ambiguous'];
}

const percentText = ({ percent }: PriceChange): string =>
  percent === undefined ? '' : `${percent > 0 ? '+' : ''}${percent.toFixed(2)} %`;

/** A change for people: old → new, percent, item, region. */
const changeRow = (change: PriceChange): string[] => [
  change.region,
  change.item,
  change.from === '0' ? '' : `above ${change.from}`,
  change.old ?? 'unknown',
  '→',
  change.new ?? 'no such tier',
  percentText(change),
];

/** The whole refresh for people: every change, then what was left as it is, and why. */
export function refreshReport(results: readonly RegionResult[]): string {
  const changes = results.flatMap((result) => result.changes);
  const table = changes.length > 0 ? `${textTable(changes.map(changeRow), [3, 6])}\n` : '';
  const summaries = results.map(({ region, changes: own, confirmed, kept, ambiguous, missing }) => {
    const reasons = [
      ['no offer file', missing],
      ['several prices, none taken', ambiguous],
      ['not in the offer files', kept.filter((item) => shouldBeThere(item, missing, ambiguous))],
      ['no usage type of their own', kept.filter((item) => USAGE_TYPES[item] === undefined)],
    ] as const;
    const counts = `${own.length} changed, ${confirmed.length} confirmed, ${kept.length} left as they are`;
    const notes = reasons
      .filter(([, names]) => names.length > 0)
      .map(([reason, names]) => `  ${reason}: ${names.join(', ')}`);
    return [`${region}: ${counts}`, ...notes].join('\n');
  });
  return `${table}${summaries.join('\n')}\n`;
}

/** Left as it is although its offer file was read. */
function shouldBeThere(
  item: Item,
  missing: readonly string[],
  ambiguous: readonly Item[],
): boolean {
  const service = USAGE_TYPES[item]?.service;
  return service !== undefined && !missing.includes(service) && !ambiguous.includes(item);
}
