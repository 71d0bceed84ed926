import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CommandError } from '@acado/command-line';
import type { Analysis } from '@acado/tuning';
import { z } from 'zod';
import { errorBandSchema, type RunContext } from './run-context.ts';

/** Text as it can be shown: a function's own errors may hold colours of a terminal, or what no XML may hold. */
const text = z.string().transform((value) =>
  stripVTControlCharacters(value)
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, '\ufffd'),
);

const architecture = z.enum(['x86_64', 'arm64']);
const candidate = z.object({ memoryMb: z.number().int().positive(), architecture });
const interval = z.tuple([z.number(), z.number()]);

const measurement = z.looseObject({
  ...candidate.shape,
  samples: z.number(),
  coldSamples: z.number(),
  errors: z.number(),
  throttles: z.number(),
  averageDurationMs: z.number(),
  averageCostUsd: z.number(),
  durationInterval: interval,
  costInterval: interval,
  p50Ms: z.number(),
  p90Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
  warm: z
    .looseObject({ samples: z.number(), averageDurationMs: z.number(), averageCostUsd: z.number() })
    .optional(),
  cold: z
    .looseObject({
      samples: z.number(),
      averageDurationMs: z.number(),
      averageInitMs: z.number(),
      averageCostUsd: z.number(),
    })
    .optional(),
  maxMemoryUsedMb: z.number().optional(),
  totalCostUsd: z.number(),
  refusedBecause: text.optional(),
});

const analysis = z.looseObject({
  power: z.number(),
  cost: z.number(),
  duration: z.number(),
  stateMachine: z.looseObject({
    executionCost: z.number(),
    lambdaCost: z.number(),
    visualization: text,
  }),
  stats: z
    .array(z.object({ value: z.number(), averagePrice: z.number(), averageDuration: z.number() }))
    .optional(),
  functionName: text,
  lambdaARN: text,
  region: text,
  startedAt: text,
  finishedAt: text,
  architecture,
  strategy: z.enum(['cost', 'speed', 'balanced']),
  sampling: z.enum(['fixed', 'adaptive']),
  invocations: z.number(),
  codeSha256: text.optional(),
  current: candidate,
  recommendation: z.looseObject({
    ...candidate.shape,
    change: z.boolean(),
    reason: text,
    confident: z.boolean(),
    costSaving: z.number().optional(),
    durationSaving: z.number().optional(),
  }),
  measurements: z.array(measurement),
  failures: z.array(z.looseObject({ ...candidate.shape, error: text, cause: text })),
  warnings: z.array(text),
});

/** What `result.json` says of a run beside its analysis. */
const context = z.object({
  target: z.enum(['local', 'aws']),
  service: text,
  functionKey: text,
  errorBand: errorBandSchema.optional(),
  input: z.unknown(),
});

/** `result.json`: the output of the state machine, and where it comes from. */
export const resultSchema = analysis.extend({ context });
export type Result = Analysis & { context: Omit<RunContext, 'directory'> };

/** Only what the input did not ask to keep to itself. */
function withoutSecrets(input: unknown): unknown {
  const { success, data } = z.looseObject({ disablePayloadLogs: z.literal(true) }).safeParse(input);
  return success ? { ...data, payload: undefined } : input;
}

export const resultOf = (
  analysed: Analysis,
  { target, service, functionKey, errorBand, input }: RunContext,
): Result =>
  resultSchema.parse({
    ...analysed,
    context: { target, service, functionKey, errorBand, input: withoutSecrets(input) },
  });

export async function writeResult(file: string, result: Result): Promise<void> {
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
}

/**
 * Reads a run back.
 *
 * @param path A folder of `reports/history`, or a `result.json`.
 * @throws {CommandError} if there is none, or it isn't one.
 */
export async function readResult(path: string): Promise<Result> {
  const file = await fileOf(path);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`There is no result of a run in ${path}`);
  });
  const { success, data, error } = resultSchema.safeParse(parseJson(text, file));
  if (success) return data;
  throw new CommandError(`${file} is not the result of a run:\n${z.prettifyError(error)}`);
}

async function fileOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? join(path, 'result.json') : path;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${file} is not JSON`);
  }
}
