import { type Candidate, isSame, markText, parseCandidateId, parseMark } from '@acado/tuning';
import { changeFunction, restoreFunction } from './change-function.ts';
import { FunctionBusy, Refused, RunEnded } from './errors.ts';
import { openLock } from './open-lock.ts';
import type { Clock, Functions, Journal, Original } from './ports.ts';
import type { TunedFunction } from './run.ts';
import { TRANSITIONS } from './transitions.ts';

export interface Publishing {
  functions: Functions;
  journal: Journal;
  clock: Clock;
}

export interface ToPublish extends TunedFunction {
  candidateId: string;
  /** How many versions of the candidate are needed. */
  copies: number;
}

/** Whether all is published; otherwise, after how many seconds to go on. */
export interface Publication {
  ready: boolean;
  waitSeconds: number;
}

/**
 * Publishes the versions that a candidate still lacks. A candidate that Lambda refuses is a failure of its own.
 *
 * @throws RunEnded, FunctionChanged
 */
export async function publishVersions(
  publishing: Publishing,
  toPublish: ToPublish,
  deadline: number,
): Promise<Publication> {
  const { journal, clock } = publishing;
  const { candidateId } = toPublish;
  await journal.countTransitions(toPublish, TRANSITIONS.publish);
  const { versions, failures } = await journal.entries(toPublish);
  if (failures.some((failure) => failure.candidateId === candidateId)) return done;
  const known = versions.filter((entry) => entry.candidateId === candidateId);
  try {
    for (let copy = 0; copy < toPublish.copies; copy++) {
      const entry = known.find((version) => version.copy === copy);
      if (entry?.version !== undefined) continue;
      if (clock.now() > deadline) return soon;
      await publishOne(publishing, toPublish, copy, entry !== undefined, deadline);
    }
    return done;
  } catch (error) {
    if (error instanceof FunctionBusy) return later;
    if (!(error instanceof Refused)) throw error;
    const { error: name, message } = error;
    await journal.putFailure(toPublish, { candidateId, error: name, cause: message });
    return done;
  }
}

const PAUSE = 1000;
const done: Publication = { ready: true, waitSeconds: 1 };
const soon: Publication = { ready: false, waitSeconds: 1 };
const later: Publication = { ready: false, waitSeconds: 15 };

async function publishOne(
  publishing: Publishing,
  toPublish: ToPublish,
  copy: number,
  wasTried: boolean,
  deadline: number,
): Promise<void> {
  const { functions, journal } = publishing;
  const { run, candidateId } = toPublish;
  const candidate = parseCandidateId(candidateId);
  if (!candidate) throw new TypeError(`${candidateId} names no candidate`);
  const entry = { candidateId, copy };
  await journal.putVersion(toPublish, entry);
  const original = await openLock(publishing, toPublish);
  const mark = { runId: run.id, original, copy };
  const found = wasTried ? await findVersion(functions, toPublish, candidate, copy) : undefined;
  const version =
    found ?? (await changeAndPublish(publishing, toPublish, candidate, mark, deadline));
  await journal.putVersion(toPublish, { ...entry, version });
}

async function changeAndPublish(
  publishing: Publishing,
  tuned: TunedFunction,
  candidate: Candidate,
  { runId, original, copy }: { runId: string; original: Original; copy: number },
  deadline: number,
): Promise<string> {
  const { functions, clock } = publishing;
  const { functionArn } = tuned;
  const target = {
    candidate,
    description: markText({ runId, original, copy }),
    original,
    deadline,
  };
  const guard = async () => void (await openLock(publishing, tuned));
  for (;;) {
    try {
      const changed = await changeFunction(publishing, functionArn, target, guard);
      return await functions.publish(functionArn, changed);
    } catch (error) {
      // Whoever closed the lock may have looked before the change was there.
      if (error instanceof RunEnded) {
        await restoreFunction(publishing, functionArn, { runId, original, deadline });
      }
      if (!(error instanceof FunctionBusy) || clock.now() > deadline) throw error;
      await clock.sleep(PAUSE);
    }
  }
}

/** The version that a former try published and could not write down any more. */
async function findVersion(
  functions: Pick<Functions, 'versions'>,
  { run, functionArn }: TunedFunction,
  candidate: Candidate,
  copy: number,
): Promise<string | undefined> {
  const versions = await functions.versions(functionArn);
  return versions.find((version) => {
    const mark = parseMark(version.description);
    return mark?.runId === run.id && mark.copy === copy && isSame(version, candidate);
  })?.version;
}
