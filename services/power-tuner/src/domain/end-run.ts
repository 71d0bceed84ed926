import { parseMark } from '@acado/tuning';
import { restoreFunction } from './change-function.ts';
import { describeFailure, type StateFailure } from './describe-failure.ts';
import { FunctionBusy, FunctionNotFound, Refused } from './errors.ts';

import type { Clock, Functions, Journal, Original } from './ports.ts';
import type { TunedFunction } from './run.ts';

export interface Ending {
  functions: Functions;
  journal: Journal;
  clock: Clock;
}

/** An analysis as the states hand it on. */
export type AnalysisResult = Record<string, unknown>;

/** What a run of one function came to. */
export type Outcome =
  | { failed: false; result: AnalysisResult | null }
  | { failed: true; result: { lambdaARN: string; error: string; cause: string } };

/**
 * Ends a run on one function, whatever state it is in: closes its lock, restores the function, deletes its versions,
 * gives the lock free. In this order: docs/adr/0007-power-tuner.md. Does nothing where there is nothing to do.
 *
 * @returns what people should know
 */
export async function endRun(
  ending: Ending,
  tuned: TunedFunction,
  deadline: number,
): Promise<string[]> {
  const { journal } = ending;
  const lock = await journal.close(tuned);
  if (!lock) return [];
  const warnings = lock.original ? await undo(ending, tuned, lock.original, deadline) : [];
  await journal.release(tuned);
  return warnings;
}

async function undo(
  ending: Ending,
  tuned: TunedFunction,
  original: Original,
  deadline: number,
): Promise<string[]> {
  const { run, functionArn } = tuned;
  const restoring = {
    runId: run.id,
    original,
    deadline,
    touch: await ending.journal.hasIntents(tuned),
  };
  try {
    const isRestored = await restoreFunction(ending, functionArn, restoring);
    return [
      ...(isRestored
        ? []
        : [`${functionArn} was changed during the run by somebody else and stays`]),
      ...(await deleteVersions(ending, tuned, deadline)),
    ];
  } catch (error) {
    if (error instanceof FunctionNotFound) return [`${functionArn} was deleted during the run`];
    throw error;
  }
}

/** At a time: Lambda takes some 15 requests of its control plane a second. */
const DELETED_AT_ONCE = 5;
const PAUSE = 2000;

async function deleteVersions(
  ending: Ending,
  { run, functionArn }: TunedFunction,
  deadline: number,
): Promise<string[]> {
  const versions = await ending.functions.versions(functionArn);
  const queue = versions.filter(({ description }) => parseMark(description)?.runId === run.id);
  const warnings: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        await deleteVersion(ending, functionArn, next.version, deadline);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        warnings.push(`Version ${next.version} of ${functionArn} stays: ${error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: DELETED_AT_ONCE }, work));
  return warnings;
}

/** A version that is still being made, as those with SnapStart are for minutes, cannot be deleted yet. */
async function deleteVersion(
  { functions, clock }: Ending,
  functionArn: string,
  version: string,
  deadline: number,
): Promise<void> {
  for (;;) {
    try {
      await functions.deleteVersion(functionArn, version);
      return;
    } catch (error) {
      if (!(error instanceof FunctionBusy) || clock.now() > deadline) throw error;
      await clock.sleep(PAUSE);
    }
  }
}

/** What a run of one function ends with, after its end. */
export interface Ended {
  /** As in the input. */
  lambdaARN?: string | undefined;
  analysis?: AnalysisResult | null | undefined;
  failure?: StateFailure | undefined;
  notApplied?: StateFailure | undefined;
}

/** The outcome of a run that has ended, from what its states left. */
export function outcomeOf(
  { functionArn }: TunedFunction,
  { lambdaARN = functionArn, analysis, failure, notApplied }: Ended,
  warnings: readonly string[],
): Outcome {
  if (failure || analysis === undefined) {
    const { error, cause } = describeFailure(failure);
    return { failed: true, result: { lambdaARN, error, cause } };
  }
  if (analysis === null) return { failed: false, result: null };
  const { error, cause } = describeFailure(notApplied);
  const added = [
    ...warnings,
    ...(notApplied ? [`The recommendation could not be applied. ${error}: ${cause}`] : []),
  ];
  const { warnings: known } = analysis;
  const all = [...(Array.isArray(known) ? (known as unknown[]) : []), ...added];
  return { failed: false, result: { ...analysis, warnings: all } };
}
