import { analyse, type Analysis, isSame } from '@acado/tuning';
import { candidatesIn } from './plan-next.ts';
import { DryRunFailed } from './errors.ts';
import type { Clock, Entries, Journal } from './ports.ts';
import type { TunedFunction } from './run.ts';
import { TRANSITIONS } from './transitions.ts';

export interface Analysing {
  journal: Pick<Journal, 'entries'>;
  clock: Clock;
  /** Where the tuner runs. */
  region: string;
}

/** `null` after a dry run, as it measures nothing. */
export interface Analysed {
  analysis: Analysis | null;
  apply: boolean;
}

/**
 * Makes the samples of a run its result.
 *
 * @throws NothingMeasuredError, DryRunFailed
 */
export async function analyseRun(
  { journal, clock, region }: Analysing,
  tuned: TunedFunction,
): Promise<Analysed> {
  const entries = await journal.entries(tuned);
  if (entries.input.dryRun) return dryRunOf(entries);
  const { input, start, samples } = entries;
  const findings = {
    input,
    current: start.current,
    codeSha256: start.codeSha256,
    candidates: candidatesIn(entries),
    startedAt: start.startedAt,
    finishedAt: new Date(clock.now()),
    transitions: 0,
    tunerRegion: region,
    warnings: unreportedWarnings(samples),
  };
  const isToBeApplied = (analysis: Analysis): boolean =>
    input.autoOptimize &&
    analysis.recommendation.change &&
    analysis.measurements.some((measurement) => isSame(measurement, analysis.recommendation));
  const apply = isToBeApplied(analyse(findings));
  const transitions =
    entries.transitions + TRANSITIONS.frame + TRANSITIONS.end + (apply ? TRANSITIONS.apply : 0);
  return { analysis: analyse({ ...findings, transitions }), apply };
}

function dryRunOf({ failures }: Entries): Analysed {
  if (failures.length === 0) return { analysis: null, apply: false };
  const causes = failures.map(({ candidateId: id, error, cause }) => `${id}: ${error}: ${cause}`);
  throw new DryRunFailed(causes.join('; '));
}

const unreportedWarnings = (samples: Entries['samples']): string[] =>
  Object.entries(Object.groupBy(samples, ({ candidateId: id }) => id)).flatMap(([id, own = []]) => {
    const unreported = own.reduce((sum, it) => sum + it.unreported, 0);
    return unreported === 0
      ? []
      : [`${id}: ${unreported} invocations had no report and were replaced by others`];
  });
