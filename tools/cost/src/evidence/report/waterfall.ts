import { priceUsage } from '@acado/pricing';
import { RECEIPTS_STEP, STEPS } from '../variants.ts';
import { type Micro, savingOf, toMicro } from './money.ts';
import { type Part, type Pricing, totalOf } from './price-run.ts';
import { MILLION } from './subject.ts';

/** What one technique adds or takes away. */
export interface WaterfallStep {
  technique: string;
  /** The runs that it is the difference of. */
  from: string;
  to: string;
  /** Per million orders; negative is a saving. */
  usd: Micro;
  /** Of the cost of the baseline, from 0 to 1; positive is a saving. */
  share: number;
}

/** Whether a part is for the receipts of orders that are kept in a table. */
const isReceiptsTable = ({ meter, resource }: Part): boolean =>
  meter.startsWith('DynamoDB') && resource.endsWith('-receipts');

/** What a PUT to S3 for each of a million receipts costs. */
export const receiptPuts = ({ run, book }: Pricing): Micro =>
  toMicro(
    priceUsage(
      [{ meter: 's3-requests', region: run.region, storageClass: 'STANDARD', puts: MILLION }],
      { book },
    ).total,
  );

/** What the table of receipts costs per million orders. */
export const receiptUnits = (parts: readonly Part[]): Micro =>
  totalOf(parts.filter(isReceiptsTable));

/**
 * The way from the baseline to the pipeline. Each step is the difference between two runs, so the steps add up to the
 * whole. One is a difference on paper: the run with the first receipts in a table is priced again with one PUT to S3
 * for each receipt in place of the table's units.
 *
 * @param partsOf The parts of a run, per million orders; undefined if it was not made.
 */
export function waterfallOf(
  partsOf: (name: string) => readonly Part[] | undefined,
  pricing: Pricing,
): WaterfallStep[] {
  const made = STEPS.flatMap(({ name, technique }) => {
    const parts = partsOf(name);
    if (!parts) return [];
    const usd = totalOf(parts);
    if (name !== RECEIPTS_STEP.of) return [{ name, technique, usd }];
    const onS3 = usd - receiptUnits(parts) + receiptPuts(pricing);
    return [
      { name: `${name} with receipts on S3`, technique, usd: onS3 },
      { name, technique: RECEIPTS_STEP.technique, usd },
    ];
  });
  const whole = made[0]?.usd ?? 0;
  return made.slice(1).map(({ name, technique, usd }, index) => {
    const before = made[index]!;
    return {
      technique: made.length === 2 ? 'All techniques' : (technique ?? name),
      from: before.name,
      to: name,
      usd: usd - before.usd,
      share: savingOf(whole, whole + usd - before.usd),
    };
  });
}
