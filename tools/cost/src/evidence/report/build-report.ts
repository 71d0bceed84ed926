import type { Evidence } from '../record/record.ts';
import type { Outcome, Run } from '../record/schemas.ts';
import type { Recording } from '../run/run-variant.ts';
import type { Architecture } from '../run/system.ts';
import type { QueueSettings } from '../settings.ts';
import { PRODUCTION_QUEUES, type Variant, variantOf, VARIANTS } from '../variants.ts';
import { type Analysis, analyse, COLD_SHARE, MILLION } from './analysis.ts';
import { costAtRate } from './arrival.ts';
import { type FixedCost, fixedCosts, keepingCosts } from './fixed.ts';
import { invocationsOf } from './invocations.ts';
import { percentilesOf } from './latency.ts';
import { method } from './method.ts';
import type { Claim, Latency, Monthly, Noise, Report, ReportedVariant, Scaling } from './model.ts';
import { savingOf, toUsd } from './money.ts';
import { AWS_METERS, type Part, totalOf } from './price-run.ts';
import { recordingBook } from './recording-book.ts';
import { removables } from './removable.ts';
import { sensitivityOf } from './sensitivity.ts';
import { waterfallOf } from './waterfall.ts';
import type { PriceBook } from '@acado/pricing';

/** The runs that everything is about. */
export const BASELINE = 'V0';
export const PIPELINE = 'V7';
const UNBATCHED = 'V2';
/** How much cheaper the pipeline has to be. */
export const LEAST_SAVING = 0.4;

const VOLUMES = [1_000_000, 100_000_000, 10_000_000_000];
/** A million, 100 million and 10 billion a month if they come in evenly, and round numbers between. */
const RATES = [0.39, 1, 10, 39, 100, 1000, 3900];

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Sums parts by a name, in the order of the names given. */
const sums = <Name extends string>(
  parts: readonly Part[],
  names: readonly Name[],
  nameOf: (part: Part) => string,
): Partial<Record<Name, number>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const usd = totalOf(parts.filter((part) => nameOf(part) === name));
      return usd === 0 ? [] : [[name, toUsd(usd)]];
    }),
  ) as Partial<Record<Name, number>>;

function reported({ parts, recording }: Analysis, variant: Variant): ReportedVariant {
  const { name, title, architecture, repeats } = variant;
  const { reports, times, outcome, configuration } = recording(name);
  const priced = parts(name);
  const rounded = (value: number) => Number(value.toFixed(2));
  return {
    ...{ name, title, architecture },
    ...(repeats !== undefined && { repeats }),
    usdPerMillion: toUsd(totalOf(priced)),
    byService: sums(priced, configuration.services, ({ service }) => service) as Record<
      string,
      number
    >,
    byMeter: sums(priced, AWS_METERS, ({ meter }) => meter),
    answerMs: percentilesOf(times.map(({ answerMs }) => answerMs)),
    processedMs: percentilesOf(times.map(({ processedMs }) => processedMs)),
    functions: [...invocationsOf(reports).values()].map(
      ({ functionName, count, cold, warmMs, coldMs }) => {
        const { memoryMb, architecture: processor } = configuration.functions.find(
          (candidate) => candidate.name === functionName,
        )!;
        return {
          name: functionName,
          memoryMb,
          architecture: processor,
          invocations: count,
          coldStarts: cold,
          ordersPerInvocation: rounded(outcome.orders / count),
          warmBilledMs: rounded(warmMs),
          coldBilledMs: rounded(coldMs),
        };
      },
    ),
    outcome,
  };
}

/** Whether every order went through, exactly once. */
const isComplete = ({ orders, deadLetters, ...found }: Outcome): boolean =>
  deadLetters === 0 &&
  [found.accepted, found.rows, found.receipts, found.archiveLines, found.archivedOrders].every(
    (count) => count === orders,
  );

function claimsOf(
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
      found: `${percent(saving)}: ${after.usdPerMillion.toFixed(2)} instead of ${before.usdPerMillion.toFixed(2)} USD per million orders`,
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

/**
 * How long a function of the pipeline takes for one order: as in the run without batches, where it had more of a CPU
 * in proportion to its memory.
 */
function singleOrderMs({ recordings, recording }: Analysis) {
  const single = recordings.get(UNBATCHED);
  const invocations = single && invocationsOf(single.reports);
  const memoryOf = (name: string, { configuration }: Recording) =>
    configuration.functions.find((candidate) => candidate.name === name)!.memoryMb;
  return (name: string): number | undefined => {
    const measured = invocations?.get(name);
    if (!single || !measured) return undefined;
    return (measured.warmMs * memoryOf(name, single)) / memoryOf(name, recording(PIPELINE));
  };
}

/** Of all orders of a run and of those that repeat it: on a machine that others use, too, one alone may be unlucky. */
function latencyOf(recordings: Evidence['recordings'], name: string): Latency {
  const times = [...recordings]
    .filter(([run]) => run === name || variantOf(run).repeats === name)
    .flatMap(([, recording]) => recording.times);
  return {
    answer: percentilesOf(times.map(({ answerMs }) => answerMs)),
    processed: percentilesOf(times.map(({ processedMs }) => processedMs)),
  };
}

const monthly = (costs: readonly FixedCost[]): Monthly[] =>
  costs.map(({ what, amount, usd }) => ({ what, amount, usd: toUsd(usd) }));

const sumOf = (costs: readonly Monthly[]): number => costs.reduce((sum, { usd }) => sum + usd, 0);

/** Between two runs of the same, how far they differ. */
function noiseOf(variants: readonly ReportedVariant[]): Noise[] {
  return variants.flatMap((again) => {
    const first = variants.find(({ name }) => name === again.repeats);
    if (!first) return [];
    const [a, b] = [first.usdPerMillion, again.usdPerMillion];
    return [
      {
        run: first.name,
        usdPerMillion: [a, b] as [number, number],
        answerP95Ms: [first.answerMs.p95, again.answerMs.p95] as [number, number],
        costSpread: Number(((2 * Math.abs(a - b)) / (a + b)).toFixed(4)),
      },
    ];
  });
}

/** Two runs of the same on a machine that does nothing else differ less. */
const MOST_SPREAD = 0.1;

function warningsOf({ machine }: Run, noise: readonly Noise[]): string[] {
  const { load, cores } = machine;
  return [
    ...(load > cores / 2
      ? [`The machine was busy before it began: ${load} programs wanted its ${cores} cores.`]
      : []),
    ...noise
      .filter(({ costSpread }) => costSpread > MOST_SPREAD)
      .map(
        ({ run, costSpread }) =>
          `Two runs of ${run} differ by ${percent(costSpread)}: durations are those of a busy machine.`,
      ),
  ];
}

/** Makes the report from evidence and prices, and nothing else: the same ones give the same report. */
export function buildReport(evidence: Evidence, prices: PriceBook): Omit<Report, 'evidence'> {
  const { run, recordings } = evidence;
  const { book, used } = recordingBook(prices, run.region);
  const analysis = analyse(evidence, book);
  const { parts, recording, pricing } = analysis;
  const variants = VARIANTS.filter(({ name }) => recordings.has(name)).map((variant) =>
    reported(analysis, variant),
  );
  const [before, after] = [parts(BASELINE), parts(PIPELINE)];
  const [from, to] = [totalOf(before), totalOf(after)];
  const steps = waterfallOf((name) => (recordings.has(name) ? parts(name) : undefined), pricing);
  const ofArchitecture = (architecture: Architecture) =>
    VARIANTS.filter(
      (variant) =>
        variant.architecture === architecture &&
        recordings.has(variant.name) &&
        variant.settings.httpApi !== true,
    ).map(({ name }) => recording(name));
  const fixed = (architecture: Architecture) =>
    monthly(fixedCosts(ofArchitecture(architecture), run, book));
  const keeping = (name: string) => monthly(keepingCosts(recording(name), run, book));
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
  const fixedByArchitecture = { baseline: fixed('baseline'), pipeline: fixed('pipeline') };
  const batches = {
    parts: after,
    invocations: invocationsOf(recording(PIPELINE).reports),
    orders: run.orders,
    singleMs: singleOrderMs(analysis),
    pricing,
  };
  const production: Readonly<Record<string, QueueSettings>> = PRODUCTION_QUEUES;
  const queues = recording(PIPELINE).configuration.queues.map((queue) => ({
    ...queue,
    ...production[queue.functionName],
  }));

  const report: Omit<Report, 'prices' | 'evidence'> = {
    format: 1,
    claims: claimsOf(variants, headline),
    warnings: warningsOf(run, noise),
    headline,
    run,
    variants,
    waterfall: {
      fromUsdPerMillion: toUsd(from),
      toUsdPerMillion: toUsd(to),
      steps: steps.map(({ usd, ...step }) => ({ ...step, usdPerMillion: toUsd(usd) })),
      differenceUsdPerMillion: toUsd(to - from),
      sumOfStepsUsdPerMillion: toUsd(steps.reduce((sum, { usd }) => sum + usd, 0)),
    },
    scaling: VOLUMES.map((orders): Scaling => {
      const [baseline, pipeline] = [BASELINE, PIPELINE].map((name) =>
        totalOf(parts(name, { orders })),
      ) as [number, number];
      return {
        ordersPerMonth: orders,
        baselineUsd: toUsd(baseline),
        pipelineUsd: toUsd(pipeline),
        saving: savingOf(baseline, pipeline),
      };
    }),
    fixed: fixedByArchitecture,
    breakEvenOrdersPerMonth: Math.max(
      0,
      Math.ceil(
        ((sumOf(fixedByArchitecture.pipeline) - sumOf(fixedByArchitecture.baseline)) /
          toUsd(from - to)) *
          MILLION,
      ),
    ),
    keeping: { baseline: keeping(BASELINE), pipeline: keeping(PIPELINE) },
    sensitivity: sensitivityOf(analysis, BASELINE, PIPELINE),
    arrival: {
      queues,
      rates: RATES.map((rate) => {
        const { usd, ...cost } = costAtRate(rate, { ...batches, queues });
        return { ...cost, usdPerMillion: toUsd(usd) };
      }),
    },
    noise,
    remaining: AWS_METERS.flatMap((meter) => {
      const usd = totalOf(after.filter((part) => part.meter === meter));
      return usd === 0
        ? []
        : [{ meter, usdPerMillion: toUsd(usd), share: Number((usd / to).toFixed(4)) }];
    }).sort((a, b) => b.usdPerMillion - a.usdPerMillion),
    removable: removables(after, run, book).map(({ what, usd, givesUp }) => ({
      ...{ what, usdPerMillion: toUsd(usd), givesUp },
    })),
    method: method(run, COLD_SHARE),
  };
  return { ...report, prices: used() };
}
