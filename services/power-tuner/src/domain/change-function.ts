import { type Candidate, isSame, parseMark } from '@acado/tuning';
import { FunctionBusy, FunctionChanged, Refused } from './errors.ts';
import type { Clock, Configuration, Functions, Original } from './ports.ts';
import { settled } from './settled.ts';

export interface Changing {
  functions: Pick<Functions, 'configuration' | 'configure' | 'changeArchitecture'>;
  clock: Clock;
}

const PAUSE = 200;

/** What to do next, or nothing, by what the function is now. */
type Step = (latest: Configuration) => Promise<'done' | 'again'>;

/** Repeats a step until there is nothing to do; others' updates in between are waited for. */
async function untilDone(
  { functions, clock }: Changing,
  functionArn: string,
  deadline: number,
  step: Step,
): Promise<Configuration> {
  for (;;) {
    const latest = await settled({ functions, clock }, functionArn, deadline);
    try {
      if ((await step(latest)) === 'done') return latest;
    } catch (error) {
      if (!(error instanceof FunctionBusy)) throw error;
      await clock.sleep(PAUSE);
    }
    if (clock.now() > deadline) throw new FunctionBusy(`${functionArn} does not come to rest`);
  }
}

const isAs = (latest: Configuration, wanted: Candidate & { description: string }): boolean =>
  isSame(latest, wanted) && latest.description === wanted.description;

/** Whether `$LATEST` is as it was before the run. */
const isOriginal = (latest: Configuration, original: Original): boolean =>
  isAs(latest, original) && latest.codeSha256 === original.codeSha256;

/**
 * Gives `$LATEST` a description, which is a run's mark, with a candidate's memory, and then its architecture. The mark
 * comes first and, in `restoreFunction`, goes last: without it nothing of the run is left.
 *
 * @param guard Called with what is about to be changed, before each change: it throws when the run has ended.
 * @returns the configuration that was reached
 * @throws FunctionChanged when somebody else changed it, Refused when Lambda will not have it
 */
export async function changeFunction(
  changing: Changing,
  functionArn: string,
  target: { candidate: Candidate; description: string; original: Original; deadline: number },
  guard: () => Promise<void>,
): Promise<Configuration> {
  const { functions } = changing;
  const { candidate, description, original, deadline } = target;
  return untilDone(changing, functionArn, deadline, async (latest) => {
    const { revisionId } = latest;
    // A mark of another run is of one whose journal is lost: this one has the lock.
    const isMarked = parseMark(latest.description) !== undefined;
    const isReached = isAs(latest, { ...candidate, description });
    const isKnown = isMarked || isReached || isAs(latest, original);
    if (!isKnown || latest.codeSha256 !== original.codeSha256) throw changedMeanwhile(functionArn);
    await guard();
    if (latest.description !== description || latest.memoryMb !== candidate.memoryMb) {
      await functions.configure(functionArn, {
        memoryMb: candidate.memoryMb,
        description,
        revisionId,
      });
      return 'again';
    }
    if (latest.status === 'failed') throw new Refused('UpdateFailed', latest.statusReason);
    if (latest.architecture === candidate.architecture) return 'done';
    await functions.changeArchitecture(functionArn, {
      architecture: candidate.architecture,
      revisionId,
    });
    return 'again';
  });
}

const changedMeanwhile = (functionArn: string): FunctionChanged =>
  new FunctionChanged(
    `${functionArn} was changed by somebody else during the run. What they made of it stands.`,
  );

/**
 * Gives `$LATEST` what it had before the run, if it carries the run's mark. Without the mark it is as it was, or
 * somebody deployed over it, and stays.
 *
 * @param options.touch Also writes what is as it was, which gives it another revision: changes that are guarded by the
 * former one then fail.
 * @returns whether it is as it was
 */
export async function restoreFunction(
  changing: Changing,
  functionArn: string,
  {
    runId,
    original,
    deadline,
    touch = false,
  }: { runId: string; original: Original; deadline: number; touch?: boolean },
): Promise<boolean> {
  const { functions } = changing;
  let toTouch = touch;
  const restored = await untilDone(changing, functionArn, deadline, async (latest) => {
    const { revisionId } = latest;
    const isOurs = parseMark(latest.description)?.runId === runId;
    if (!isOurs && !(toTouch && isOriginal(latest, original))) return 'done';
    if (latest.architecture !== original.architecture) {
      await functions.changeArchitecture(functionArn, {
        architecture: original.architecture,
        revisionId,
      });
      return 'again';
    }
    await functions.configure(functionArn, {
      memoryMb: original.memoryMb,
      description: original.description,
      revisionId,
    });
    toTouch = false;
    return 'again';
  });
  return isOriginal(restored, original);
}
