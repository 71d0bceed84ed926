import type { Recording } from '../run/run-variant.ts';
import type { QueueSettings } from '../settings.ts';
import { PRODUCTION_QUEUES } from '../variants.ts';
import type { Analysis } from './analysis.ts';
import { costAtRate } from './arrival.ts';
import { invocationsOf } from './invocations.ts';
import type { Report } from './model.ts';
import { toUsd } from './money.ts';
import { PIPELINE, UNBATCHED } from './subject.ts';

/** A million, 100 million and 10 billion a month if they come in evenly, and round numbers between. */
const RATES = [0.39, 1, 10, 39, 100, 1000, 3900];

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

/** What the pipeline costs at other rates than the one that was measured, read as production reads it. */
export function otherRates(analysis: Analysis): Report['arrival'] {
  const { parts, recording, pricing } = analysis;
  const { configuration, reports } = recording(PIPELINE);
  const production: Readonly<Record<string, QueueSettings>> = PRODUCTION_QUEUES;
  const queues = configuration.queues.map((queue) => ({
    ...queue,
    ...production[queue.functionName],
  }));
  const measured = {
    parts: parts(PIPELINE),
    queues,
    invocations: invocationsOf(reports),
    orders: pricing.run.orders,
    singleMs: singleOrderMs(analysis),
    pricing,
  };
  return {
    queues,
    rates: RATES.map((rate) => {
      const { usd, ...cost } = costAtRate(rate, measured);
      return { ...cost, usdPerMillion: toUsd(usd) };
    }),
  };
}
