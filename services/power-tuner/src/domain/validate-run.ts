import {
  assertPriced,
  type FunctionInput,
  InputError,
  type InputProblem,
  parseInput,
  parsePayloadText,
  payloadsOf,
} from '@acado/tuning';
import type { Configuration, Functions, Journal, Payloads } from './ports.ts';
import type { Run } from './run.ts';
import { sizeProblems } from './size-problems.ts';

export interface Validating {
  functions: Pick<Functions, 'configuration' | 'reservedConcurrency'>;
  journal: Pick<Journal, 'begin'>;
  payloads: Payloads;
  /** Measured where the input does not say, MB. */
  powerValues: readonly number[];
}

/** What the state machine goes on with. */
export interface Validated {
  run: Run;
  functions: { functionArn: string; lambdaARN: string }[];
  single: boolean;
  maxConcurrency: number;
}

/** Lambda's, of a synchronous invocation. */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** Payloads whose size is looked at: with placeholders each is made anew. */
const MOST_SIZED = 100;
/**
 * Checks all that can be known of a run before anything is invoked or changed, and opens its journal.
 *
 * @throws InputError, FunctionNotFound, NotPermitted
 */
export async function validateRun(
  validating: Validating,
  { run, input }: { run: Run; input: unknown },
): Promise<Validated> {
  const { functions, single, maxConcurrency } = parseInput(input, {
    powerValues: validating.powerValues,
  });
  // Before Lambda is asked of each.
  const tooLarge = sizeProblems(functions, single);
  if (tooLarge.length > 0) throw new InputError(tooLarge);
  // One after the other, so that the first fault is always the same.
  const problems: InputProblem[] = [];
  for (const [index, tuned] of functions.entries()) {
    problems.push(
      ...(await problemsOf(validating, tuned)).map(({ field, message }) => ({
        field: single ? field : `functions[${index}].${field}`,
        message,
      })),
    );
  }
  if (problems.length > 0) throw new InputError(problems);
  await validating.journal.begin(run, functions);
  const arns = functions.map(({ functionArn, lambdaARN }) => ({ functionArn, lambdaARN }));
  return { run, functions: arns, single, maxConcurrency };
}

async function problemsOf(
  { functions, payloads }: Validating,
  input: FunctionInput,
): Promise<InputProblem[]> {
  const latest = await functions.configuration(input.functionArn);
  const architectures = input.architectures ?? [latest.architecture];
  return [
    ...caught(() => assertPriced(input.region, architectures)),
    ...imageProblems(input, latest),
    ...((await functions.reservedConcurrency(input.functionArn)) === 0
      ? [{ field: 'lambdaARN', message: 'Its reserved concurrency is 0: nobody can invoke it' }]
      : []),
    ...(await qualifierProblems(functions, input, latest)),
    ...(await payloadProblems(payloads, input)),
  ];
}

function imageProblems(input: FunctionInput, latest: Configuration): InputProblem[] {
  const others = (input.architectures ?? []).some((it) => it !== latest.architecture);
  if (latest.packageType !== 'Image' || !others) return [];
  const message = `A container image is built for one architecture, here ${latest.architecture}`;
  return [{ field: 'architectures', message }];
}

/** What is measured is `$LATEST`, so that what is named must be the same. */
async function qualifierProblems(
  functions: Pick<Functions, 'configuration'>,
  { functionArn, qualifier }: FunctionInput,
  latest: Configuration,
): Promise<InputProblem[]> {
  if (qualifier === undefined) return [];
  const named = await functions.configuration(functionArn, qualifier);
  const differences = [
    ...(named.codeSha256 === latest.codeSha256 ? [] : ['code']),
    ...(named.memoryMb === latest.memoryMb ? [] : ['MemorySize']),
    ...(named.architecture === latest.architecture ? [] : ['Architectures']),
    ...Object.keys({ ...named.settings, ...latest.settings }).filter(
      (name) => named.settings[name] !== latest.settings[name],
    ),
  ];
  if (differences.length === 0) return [];
  const message = `${qualifier} differs from $LATEST, which is what can be tuned, in ${differences.join(', ')}`;
  return [{ field: 'lambdaARN', message }];
}

async function payloadProblems(payloads: Payloads, input: FunctionInput): Promise<InputProblem[]> {
  try {
    const fetched =
      input.payloadS3 === undefined
        ? undefined
        : parsePayloadText(await payloads.read(input.payloadS3));
    const payloadAt = payloadsOf(input, fetched);
    const step = Math.ceil(input.num / MOST_SIZED);
    const indexes = Array.from({ length: input.num }, (_, index) => index);
    const sizes = indexes
      .filter((index) => index % step === 0)
      .map((index) => Buffer.byteLength(payloadAt(index)));
    const largest = Math.max(...sizes);
    if (largest <= MAX_PAYLOAD_BYTES) return [];
    const field = input.payloadS3 === undefined ? 'payload' : 'payloadS3';
    return [{ field, message: `${largest} bytes; Lambda takes ${MAX_PAYLOAD_BYTES}` }];
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
}

function caught(check: () => void): InputProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
}
