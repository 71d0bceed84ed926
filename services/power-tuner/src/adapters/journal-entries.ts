import { type FunctionInput, parseInput } from '@acado/tuning';
import * as z from 'zod/mini';
import type { Entries } from '../domain/ports.ts';
import type { TunedFunction } from '../domain/run.ts';

const candidateSchema = z.object({
  memoryMb: z.number(),
  architecture: z.enum(['x86_64', 'arm64']),
});

export const lockSchema = z.object({
  runId: z.string(),
  runArn: z.string(),
  since: z.number(),
  open: z.boolean(),
  original: z.optional(
    z.extend(candidateSchema, { description: z.string(), codeSha256: z.string() }),
  ),
});

const startSchema = z.object({
  current: candidateSchema,
  codeSha256: z.string(),
  startedAt: z.string(),
  reservedConcurrency: z.optional(z.number()),
});

const sampleSchema = z.object({
  durationMs: z.number(),
  billedMs: z.number(),
  initMs: z.optional(z.number()),
  restoreMs: z.optional(z.number()),
  maxMemoryUsedMb: z.optional(z.number()),
  errorType: z.optional(z.string()),
});

/** Any entry of a run on a function; its name says which of the attributes it has. */
export const entrySchema = z.object({
  entry: z.string(),
  input: z.optional(z.string()),
  start: z.optional(startSchema),
  candidateId: z.optional(z.string()),
  copy: z.optional(z.number()),
  version: z.optional(z.string()),
  taken: z.optional(z.array(z.object({ index: z.number(), sample: sampleSchema }))),
  throttles: z.optional(z.number()),
  unreported: z.optional(z.number()),
  error: z.optional(z.string()),
  cause: z.optional(z.string()),
  applying: z.optional(z.boolean()),
  transitions: z.optional(z.number()),
});

export type Entry = z.infer<typeof entrySchema>;

/** An input in the form in which it can be parsed again. */
export function inputText(input: FunctionInput): string {
  const { functionArn: _arn, functionName: _name, qualifier: _of, region: _in, ...fields } = input;
  return JSON.stringify(fields);
}

/** What a run knows of one function. */
export function entriesOf({ run, functionArn }: TunedFunction, entries: readonly Entry[]): Entries {
  const text = entries.find(({ input }) => input !== undefined)?.input;
  const start = entries.find((entry) => entry.start !== undefined)?.start;
  const [input] = text === undefined ? [] : parseInput(JSON.parse(text)).functions;
  if (!input || !start) throw new Error(`The journal of ${run.id} on ${functionArn} is lost`);
  return {
    input,
    start,
    versions: entries.flatMap(({ candidateId, copy, version }) =>
      candidateId === undefined || copy === undefined ? [] : { candidateId, copy, version },
    ),
    samples: entries.flatMap(({ candidateId, taken, throttles = 0, unreported = 0 }) =>
      candidateId === undefined || !taken ? [] : { candidateId, taken, throttles, unreported },
    ),
    failures: entries.flatMap(({ candidateId, error, cause }) =>
      candidateId === undefined || error === undefined || cause === undefined
        ? []
        : { candidateId, error, cause },
    ),
    transitions: entries.find(({ transitions }) => transitions !== undefined)?.transitions ?? 0,
  };
}
