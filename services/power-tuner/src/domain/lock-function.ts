import { type Candidate, parseMark } from '@acado/tuning';
import { FunctionLocked } from './errors.ts';

import type { Clock, Configuration, Executions, Functions, Journal, Original } from './ports.ts';
import type { Run, TunedFunction } from './run.ts';
import { settled } from './settled.ts';
import { TRANSITIONS } from './transitions.ts';

export interface Locking {
  functions: Pick<Functions, 'configuration' | 'reservedConcurrency'>;
  executions: Executions;
  journal: Pick<Journal, 'acquire' | 'keepOriginal' | 'countTransitions'>;
  clock: Clock;
}

/** Step Functions may not know an execution yet that has just begun, ms. */
const UNKNOWN_FOR = 60_000;

/** `formerRun` died holding the lock: end it, then ask again. */
export type Locked = { held: true } | { held: false; formerRun: Run };

/**
 * Reserves the function for the run and notes what it is to be again.
 *
 * @throws FunctionLocked when another run is tuning it, naming that run
 */
export async function lockFunction(
  { functions, executions, journal, clock }: Locking,
  tuned: TunedFunction,
  deadline: number,
): Promise<Locked> {
  const lock = await journal.acquire(tuned, clock.now());
  if (lock.run.id !== tuned.run.id) {
    const state = await executions.state(lock.run.arn);
    const isYoung = clock.now() - lock.since < UNKNOWN_FOR;
    if (state === 'running' || (state === 'unknown' && isYoung)) throw lockedBy(tuned, lock.run);
    await journal.countTransitions(tuned, TRANSITIONS.lock + TRANSITIONS.cleanUpFormer);
    return { held: false, formerRun: lock.run };
  }
  // Only now: before, another run may have been changing it.
  const latest = await settled({ functions, clock }, tuned.functionArn, deadline);
  const original = originalOf(latest, tuned);
  await journal.keepOriginal(tuned, original, {
    current: currentOf(original),
    codeSha256: original.codeSha256,
    startedAt: new Date(clock.now()).toISOString(),
    reservedConcurrency: await functions.reservedConcurrency(tuned.functionArn),
  });
  await journal.countTransitions(tuned, TRANSITIONS.lock);
  return { held: true };
}

const lockedBy = ({ functionArn }: TunedFunction, { id, arn }: Run): FunctionLocked =>
  new FunctionLocked(`${functionArn} is being tuned by the run ${id} (${arn}). Wait or stop it.`);

/** A mark without a lock is of a run whose journal is lost: it says what the function was, except for its description. */
function originalOf(latest: Configuration, { run }: TunedFunction): Original {
  const { codeSha256, description } = latest;
  const mark = parseMark(description);
  if (!mark) return { ...currentOf(latest), codeSha256, description };
  // A repeated call of this run finds its own mark; then the original that is known already stands.
  return { ...mark.original, codeSha256, description: mark.runId === run.id ? description : '' };
}

const currentOf = ({ memoryMb, architecture }: Candidate): Candidate => ({
  memoryMb,
  architecture,
});
