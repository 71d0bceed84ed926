import { CommandError } from '@acado/command-line';
import { payloadsOf } from '@acado/tuning';
import { z } from 'zod';
import type { Preparation } from './input-files.ts';
import type { Tuner } from './tuner.ts';

/** What a handler of an HTTP API or of a queue says when it refuses. */
const refusal = z.union([
  z.looseObject({ statusCode: z.int().min(400) }),
  z.looseObject({ batchItemFailures: z.array(z.unknown()).min(1) }),
]);

/**
 * Invokes what a function wants to find when it is measured.
 *
 * @throws {CommandError} If one of the invocations fails.
 */
export async function prepare(
  { invoke }: Pick<Tuner, 'invoke'>,
  nameOf: (functionKey: string) => string,
  preparations: readonly Preparation[],
): Promise<void> {
  for (const { function: key, payload, times } of preparations) {
    const payloadAt = payloadsOf({ payload, num: times, sampling: 'fixed', dynamicPayload: true });
    for (let index = 0; index < times; index += 1) {
      const answer = await invoke(nameOf(key), payloadAt(index));
      if (refusal.safeParse(JSON.parse(answer)).success)
        throw new CommandError(`${nameOf(key)} refused what it was prepared with: ${answer}`, 1);
    }
  }
}
