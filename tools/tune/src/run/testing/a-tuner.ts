import type { CandidateProgress } from '../journal.ts';
import type { Execution, Tuner } from '../tuner.ts';

/** What a tuner is asked to do, in order. */
export interface RecordedTuner extends Tuner {
  calls: string[];
}

/** A tuner whose execution goes through these states, one per look; the last one stays. */
export function aTuner(
  states: (Execution & { candidates?: CandidateProgress[]; held?: boolean })[],
): RecordedTuner {
  const calls: string[] = [];
  let at = -1;
  const state = () => states[Math.min(Math.max(at, 0), states.length - 1)]!;
  return {
    calls,
    arnOf: (name) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    start: async (name, input) => {
      calls.push(`start ${name} ${JSON.stringify(input)}`);
      return 'an-execution';
    },
    describe: async () => {
      at += 1;
      return state();
    },
    stop: async () => void calls.push('stop'),
    invoke: async (name, payload) => {
      calls.push(`invoke ${name} ${payload}`);
      return '{"statusCode":200}';
    },
    journal: {
      progress: async () => state().candidates ?? [],
      isHeldBy: async () => state().held ?? false,
    },
  };
}
