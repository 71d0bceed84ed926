import type { Outcome } from '../record/schemas.ts';
import type { Claim, Report, ReportedVariant } from './model.ts';
import { BASELINE, PIPELINE } from './subject.ts';

/** How much cheaper the pipeline has to be. */
const LEAST_SAVING = 0.4;

/** Whether every order went through, exactly once. */
const isComplete = ({ orders, deadLetters, ...found }: Outcome): boolean =>
  deadLetters === 0 &&
  [found.accepted, found.rows, found.receipts, found.archiveLines, found.archivedOrders].every(
    (count) => count === orders,
  );

/** What is to be shown, and whether it is. */
export function claimsOf(
  variants: readonly ReportedVariant[],
  { saving, latency }: Report['headline'],
): Claim[] {
  const of = (name: string) => variants.find((variant) => variant.name === name)!;
  const [before, after] = [of(BASELINE), of(PIPELINE)];
  const incomplete = variants.filter(({ outcome }) => !isComplete(outcome));
  const receipts = new Set(variants.map(({ outcome }) => outcome.receiptsSha256));
  return [
    {
      claim: `The pipeline is at least ${LEAST_SAVING * 100} % cheaper than the baseline`,
      holds: saving >= LEAST_SAVING,
      found: `${(saving * 100).toFixed(1)} %: ${after.usdPerMillion.toFixed(2)} instead of ${before.usdPerMillion.toFixed(2)} USD per million orders`,
    },
    {
      claim: 'The answer to an order is faster, at the 95th percentile',
      holds: latency.pipeline.answer.p95 < latency.baseline.answer.p95,
      found: `${latency.pipeline.answer.p95} instead of ${latency.baseline.answer.p95} ms`,
    },
    {
      claim:
        'Every order was accepted, stored, receipted and archived once; there are no dead letters',
      holds: incomplete.length === 0,
      found:
        incomplete.length === 0
          ? `${before.outcome.orders} orders in each of ${variants.length} runs`
          : `not in ${incomplete.map(({ name }) => name).join(', ')}`,
    },
    {
      claim: 'The same order gets the same receipt in every run, byte for byte',
      holds: receipts.size === 1,
      found: `${receipts.size === 1 ? 'one set' : `${receipts.size} different sets`} of receipts`,
    },
  ];
}
