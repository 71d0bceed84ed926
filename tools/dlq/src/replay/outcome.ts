import { priceUsage, UnpricedUsageError } from '@acado/pricing';
import { z } from 'zod';
import { type Failure } from '../groups/failure.ts';
import { failureOfPayload, failuresIn } from '../groups/log-line.ts';
import type { Invocation } from './sandbox.ts';

/** How a replay ended. */
export interface Outcome {
  result: 'succeeded' | 'failed' | 'timed out';
  /** Of what failed. */
  failure?: Failure;
  /** USD of the invocation alone: request and duration. */
  lambdaUsd: number | undefined;
  /** USD by the function's own cost metric, what it called included. */
  totalUsd: number | undefined;
}

const partialSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })),
});
const costSchema = z.object({ _aws: z.unknown(), EstimatedCost: z.number() });

/** Reads from answer, report and log how a message fared. */
export function outcomeOf(
  invocation: Invocation,
  messageId: string,
  { region, architecture }: { region: string; architecture: 'arm64' | 'x86_64' },
): Outcome {
  const { answer, isFunctionError, status, log, billedMs, memoryMb } = invocation;
  const cost = {
    lambdaUsd: lambdaCost({ region, architecture, billedMs, memoryMb }),
    totalUsd: log.flatMap((line) => costSchema.safeParse(jsonOf(line)).data ?? []).at(-1)
      ?.EstimatedCost,
  };
  const logged = log.flatMap(failuresIn);
  if (isFunctionError) {
    const failure = failureOfPayload(answer) ?? logged.at(-1)?.failure;
    return { result: status === 'timeout' ? 'timed out' : 'failed', failure, ...cost };
  }
  const { data } = partialSchema.safeParse(answer);
  const failed = data?.batchItemFailures.some(({ itemIdentifier }) => itemIdentifier === messageId);
  if (!failed) return { result: 'succeeded', ...cost };
  const own = logged.find(({ ids }) => ids.includes(messageId)) ?? logged.at(-1);
  return { result: 'failed', failure: own?.failure, ...cost };
}

function lambdaCost(usage: {
  region: string;
  architecture: 'arm64' | 'x86_64';
  billedMs: number;
  memoryMb: number;
}): number | undefined {
  try {
    return priceUsage([{ meter: 'lambda', requests: 1, ...usage }]).total.toNumber();
  } catch (error) {
    if (error instanceof UnpricedUsageError) return undefined;
    throw error;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
