import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const positives = z.array(z.number().positive());

const curveSchema = z.object({
  id: z.string(),
  /** Curves of one author or workload: what is learnt from one of them says too much of the others. */
  family: z.string(),
  what: z.string(),
  runtime: z.string().nullable(),
  arch: z.string(),
  start: z.enum(['warm', 'cold', 'mixed', 'unknown']),
  /** Ascending. */
  memoryMB: positives,
  /** Mean of a size's invocations. */
  durationMs: positives,
  /** Per invocation, as published, without the request's price. */
  costUsd: positives,
  billing: z.enum(['x86-1ms', 'arm-1ms', 'x86-100ms']),
  /** Neither a zoom into another curve nor a repetition of it. */
  primary: z.boolean(),
  /** What the collectors of the data found odd, e.g. `noisy`. */
  flags: z.array(z.string()),
});

/** A real function's published durations and costs at several memory sizes. */
export type Curve = z.infer<typeof curveSchema>;

/** @returns The reference measurements. */
export const readCurves = (): Curve[] =>
  readFileSync(join(import.meta.dirname, 'curves.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => curveSchema.parse(JSON.parse(line)));
