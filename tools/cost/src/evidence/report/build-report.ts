import type { PriceBook } from '@acado/pricing';
import type { Evidence } from '../record/record.ts';
import { VARIANTS } from '../variants.ts';
import { analyse } from './analysis.ts';
import { claimsOf } from './claims.ts';
import { latencyOf } from './latency.ts';
import { method } from './method.ts';
import type { Report } from './model.ts';
import { type Micro, savingOf, toUsd } from './money.ts';
import { monthsOf } from './months.ts';
import { noiseOf, warningsOf } from './noise.ts';
import { otherRates } from './other-rates.ts';
import { AWS_METERS, type Part, totalOf } from './price-run.ts';
import { recordingBook } from './recording-book.ts';
import { removables } from './removable.ts';
import { reportedVariant } from './reported-variant.ts';
import { sensitivityOf } from './sensitivity.ts';
import { BASELINE, COLD_SHARE, PIPELINE } from './subject.ts';
import { waterfallOf, type WaterfallStep } from './waterfall.ts';

/** Makes the report from evidence and prices, and nothing else: the same ones give the same report. */
export function buildReport(evidence: Evidence, prices: PriceBook): Omit<Report, 'evidence'> {
  const { run, recordings } = evidence;
  const { book, used } = recordingBook(prices, run.region);
  const analysis = analyse(evidence, book);
  const { parts, pricing } = analysis;
  const variants = VARIANTS.filter(({ name }) => recordings.has(name)).map((variant) =>
    reportedVariant(analysis, variant),
  );
  const after = parts(PIPELINE);
  const [from, to] = [totalOf(parts(BASELINE)), totalOf(after)];
  const steps = waterfallOf((name) => (recordings.has(name) ? parts(name) : undefined), pricing);
  const headline = {
    baselineUsdPerMillion: toUsd(from),
    pipelineUsdPerMillion: toUsd(to),
    saving: savingOf(from, to),
    latency: {
      baseline: latencyOf(recordings, BASELINE),
      pipeline: latencyOf(recordings, PIPELINE),
    },
  };
  const noise = noiseOf(variants);
  const report: Omit<Report, 'prices' | 'evidence'> = {
    format: 1,
    claims: claimsOf(variants, headline),
    warnings: warningsOf(run, noise),
    headline,
    run,
    variants,
    waterfall: waterfallBetween(from, steps, to),
    ...monthsOf(analysis),
    sensitivity: sensitivityOf(analysis, BASELINE, PIPELINE),
    arrival: otherRates(analysis),
    noise,
    remaining: remainingOf(after, to),
    removable: removables(after, run, book).map(({ what, usd, givesUp }) => ({
      ...{ what, usdPerMillion: toUsd(usd), givesUp },
    })),
    method: method(run, COLD_SHARE),
  };
  return { ...report, prices: used() };
}

const waterfallBetween = (
  from: Micro,
  steps: readonly WaterfallStep[],
  to: Micro,
): Report['waterfall'] => ({
  fromUsdPerMillion: toUsd(from),
  toUsdPerMillion: toUsd(to),
  steps: steps.map(({ usd, ...step }) => ({ ...step, usdPerMillion: toUsd(usd) })),
  differenceUsdPerMillion: toUsd(to - from),
  sumOfStepsUsdPerMillion: toUsd(steps.reduce((sum, { usd }) => sum + usd, 0)),
});

/** Where the cost of the pipeline is, the most first. */
const remainingOf = (parts: readonly Part[], total: Micro): Report['remaining'] =>
  AWS_METERS.flatMap((meter) => {
    const usd = totalOf(parts.filter((part) => part.meter === meter));
    if (usd === 0) return [];
    return [{ meter, usdPerMillion: toUsd(usd), share: Number((usd / total).toFixed(4)) }];
  }).sort((a, b) => b.usdPerMillion - a.usdPerMillion);
