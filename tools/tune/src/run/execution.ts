import { CommandError } from '@acado/command-line';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CandidateProgress } from './journal.ts';
import type { Execution, Tuner } from './tuner.ts';

/** An execution to see through. */
export interface ExecutionOptions {
  /** Name of the execution, and so of the run. */
  name: string;
  input: unknown;
  functionArns: readonly string[];
  /** Somebody wants it to stop. */
  signal: AbortSignal;
  pollMs: number;
  /** How long the tuner may take to restore what it changed after it was stopped. */
  cleanUpMs: number;
  /** Called after each look; the functions in the order of `functionArns`. */
  onProgress: (functions: CandidateProgress[][]) => void;
  onStarted: () => void;
  onStopping: () => void;
}

/**
 * Runs an execution to its end. When it is to stop, the execution is stopped, and this waits until the tuner has put
 * everything back.
 *
 * @throws {CommandError} If it was stopped.
 */
export async function runExecution(tuner: Tuner, options: ExecutionOptions): Promise<Execution> {
  const { name, input, functionArns, signal, pollMs, onProgress } = options;
  signal.throwIfAborted();
  const executionArn = await tuner.start(name, input);
  options.onStarted();
  for (;;) {
    const execution = await tuner.describe(executionArn);
    // Who may run the tuner need not be allowed to read its table.
    const progress = functionArns.map((arn) => tuner.journal.progress(arn, name).catch(() => []));
    onProgress(await Promise.all(progress));
    if (!execution.isRunning) return execution;
    if (signal.aborted) return stop(tuner, executionArn, options);
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

async function stop(
  { stop, describe, journal }: Tuner,
  executionArn: string,
  { name, functionArns, pollMs, cleanUpMs, onStopping }: ExecutionOptions,
): Promise<never> {
  onStopping();
  await stop(executionArn, 'Stopped by whoever started it');
  const isOver = async (): Promise<boolean> => {
    const { isRunning } = await describe(executionArn);
    const held = await Promise.all(functionArns.map((arn) => journal.isHeldBy(arn, name)));
    return !isRunning && !held.includes(true);
  };
  const deadline = Date.now() + cleanUpMs;
  while (!(await isOver())) {
    if (Date.now() > deadline)
      throw new CommandError(
        `Stopped, but the tuner has not cleaned up yet. See what is left: npm run tune -- cleanup --function <name>`,
        130,
      );
    await sleep(pollMs);
  }
  throw new CommandError('Stopped; configurations are as they were', 130);
}
