import * as z from 'zod/mini';
import type { Candidate } from './types.ts';

const PREFIX = 'acado-power-tuner ';

const markSchema = z.object({
  run: z.string(),
  memory: z.number(),
  arch: z.enum(['x86_64', 'arm64']),
  copy: z.optional(z.number()),
});

/** What the description of everything that a run makes says. */
export interface Mark {
  runId: string;
  /** What the function was before the run. */
  original: Candidate;
  /** From 0. */
  copy: number;
}

/**
 * The description that marks a version, or `$LATEST`, as a run's.
 *
 * @example
 * markText({ runId: 'a', original: { memoryMb: 512, architecture: 'arm64' }, copy: 0 });
 * // 'acado-power-tuner {"run":"a","memory":512,"arch":"arm64"}'
 */
export const markText = ({ runId, original, copy }: Mark): string =>
  PREFIX +
  JSON.stringify({
    run: runId,
    memory: original.memoryMb,
    arch: original.architecture,
    ...(copy > 0 && { copy }),
  });

/**
 * The mark in a description; `undefined` when it is somebody else's.
 *
 * @example
 * parseMark(description)?.original.memoryMb; // 512
 */
export function parseMark(description: string): Mark | undefined {
  if (!description.startsWith(PREFIX)) return undefined;
  try {
    const mark = markSchema.safeParse(JSON.parse(description.slice(PREFIX.length)));
    if (!mark.success) return undefined;
    const { run, memory, arch, copy = 0 } = mark.data;
    return { runId: run, original: { memoryMb: memory, architecture: arch }, copy };
  } catch {
    return undefined;
  }
}
