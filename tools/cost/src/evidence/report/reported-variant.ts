import type { Variant } from '../variants.ts';
import type { Analysis } from './analysis.ts';
import { invocationsOf } from './invocations.ts';
import { percentilesOf } from './latency.ts';
import type { ReportedVariant } from './model.ts';
import { toUsd } from './money.ts';
import { AWS_METERS, type Part, totalOf } from './price-run.ts';

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

/** What the report says of one run. */
export function reportedVariant({ parts, recording }: Analysis, variant: Variant): ReportedVariant {
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
