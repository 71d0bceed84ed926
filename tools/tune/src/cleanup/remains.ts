import { CommandError } from '@acado/command-line';
import { type Candidate, parseMark } from '@acado/tuning';
import type { Lock, Ports } from './ports.ts';

/** What runs left of themselves on a function. */
export interface Remains {
  functionArn: string;
  /** `$LATEST`, when it still is at a test size. */
  latest?: {
    now: Candidate;
    original: Candidate;
    /** Absent when the tuner's table is gone, which alone knows it. */
    description?: string | undefined;
  };
  /** Versions that were published for measuring. */
  versions: (Candidate & { version: string; runId: string })[];
  lock?: Lock;
}

/**
 * Looks for what runs left.
 *
 * @throws {CommandError} If there is no such function, or a run is tuning it right now.
 */
export async function findRemains(
  { functions, locks, executions }: Ports,
  nameOrArn: string,
): Promise<Remains> {
  const functionArn = await functions.find(nameOrArn);
  if (functionArn === undefined) throw new CommandError(`There is no function ${nameOrArn}`);
  const lock = await locks.find(functionArn);
  if (lock && (await executions.isRunning(lock.executionArn)))
    throw new CommandError(
      `${functionArn} is being tuned by ${lock.runId}. Stop that: aws stepfunctions stop-execution --execution-arn ${lock.executionArn}`,
      1,
    );
  const latest = await functions.latest(functionArn);
  const mark = parseMark(latest.description);
  const noted = lock && lock.runId === mark?.runId ? lock.original : undefined;
  const versions = (await functions.versions(functionArn)).flatMap(
    ({ version, description, memoryMb, architecture }) => {
      const found = parseMark(description);
      return found ? [{ version, memoryMb, architecture, runId: found.runId }] : [];
    },
  );
  return {
    functionArn,
    ...(mark && {
      latest: {
        now: candidateOf(latest),
        original: candidateOf(noted ?? mark.original),
        description: noted?.description,
      },
    }),
    versions,
    ...(lock && { lock }),
  };
}

/** Whether there is nothing to clean up. */
export const isClean = ({ latest, versions, lock }: Remains): boolean =>
  !latest && versions.length === 0 && !lock;

const candidateOf = ({ memoryMb, architecture }: Candidate): Candidate => ({
  ...{ memoryMb, architecture },
});
