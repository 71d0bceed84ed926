import * as z from 'zod/mini';
import { parseFunctionArn } from './arn.ts';
import { amount, choice, clamped, expects, flag, listOf, text, whole } from './fields.ts';

/** MB that Lambda takes. */
const MEMORY = { min: 128, max: 10_240 };

/** What `powerValues: "ALL"` means: 128 to 3,008 MB in steps of 64. */
const ALL_POWER_VALUES = Array.from({ length: 46 }, (_, step) => 128 + 64 * step);

/** What is measured when neither the input nor the deployment says what. */
export const DEFAULT_POWER_VALUES: readonly number[] = [128, 256, 512, 1024, 1536, 3008];

const ARN = 'the ARN of a function, such as arn:aws:lambda:us-east-1:123456789012:function:shop';

const isFunctionArn = (value: string): boolean => parseFunctionArn(value) !== undefined;

const processorArn = (description: string) =>
  z.optional(text(description, ARN, (value) => value === '' || isFunctionArn(value)));

const powerValues = listOf(whole('Memory, MB', MEMORY), {
  description: 'Memory sizes to measure, MB; "ALL" is 128 to 3,008 in steps of 64',
  what: 'a list of memory sizes in MB, or "ALL"',
  shorthand: { word: 'ALL', values: ALL_POWER_VALUES },
});

/** The fields of aws-lambda-power-tuning's input. */
const contractFields = {
  lambdaARN: text('The function to tune; may name a version or alias', ARN, isFunctionArn),
  num: whole(
    'Invocations per configuration; with adaptive sampling the most of them, by default 50',
    {
      min: 5,
      max: 10_000,
    },
  ),
  powerValues: z.optional(powerValues),
  payload: z
    .optional(z.unknown())
    .check(z.describe('What the function is invoked with, or [{ payload, weight }, …]')),
  payloadS3: z.optional(
    text(
      'Where to read the payload from, instead of `payload`',
      's3://bucket/key',
      (value) => value === '' || /^s3:\/\/[a-z0-9.-]{3,63}\/.+$/s.test(value),
    ),
  ),
  parallelInvocation: z._default(flag('Invoke each configuration concurrently'), false),
  strategy: z._default(
    choice('What is best', ['cost', 'speed', 'balanced'] as const),
    'cost' as const,
  ),
  balancedWeight: z._default(
    clamped('Weight of cost against speed in `balanced`: 0 is speed, 1 is cost', {
      min: 0,
      max: 1,
    }),
    0.5,
  ),
  autoOptimize: z._default(flag('Configure the function with the recommendation'), false),
  autoOptimizeAlias: z.optional(
    text(
      'Publish the recommendation and point this alias at it',
      'the name of an alias: letters, digits, - and _, and not digits alone',
      (value) => /^(?!\d+$)[\w-]{0,128}$/.test(value),
    ),
  ),
  dryRun: z._default(flag('Invoke each configuration once and analyse nothing'), false),
  preProcessorARN: processorArn('Function invoked before each invocation'),
  postProcessorARN: processorArn('Function invoked after each invocation'),
  discardTopBottom: z._default(
    clamped('Share of samples to leave out at each end before averaging', { min: 0, max: 0.4 }),
    0.2,
  ),
  sleepBetweenRunsMs: z._default(
    whole('Pause between invocations in series, ms', { min: 0, max: 600_000 }),
    0,
  ),
  disablePayloadLogs: z._default(flag('Keep the payload out of logs and errors'), false),
  includeOutputResults: z._default(flag('Add `stats` to the output'), false),
  onlyColdStarts: z._default(flag('Measure cold starts only'), false),
  allowedExceptions: z._default(
    listOf(z.string(expects('an error type')), {
      description: 'Error types of the function that count as samples',
      what: 'a list of error types',
    }),
    [],
  ),
};

/** What goes beyond the contract. */
const furtherFields = {
  architectures: z.optional(
    listOf(choice('Architecture', ['x86_64', 'arm64']), {
      description: 'Architectures to measure; by default the one that the function has',
      what: 'a list of x86_64 and arm64',
    }),
  ),
  sampling: z._default(
    choice('`fixed`: num samples of each; `adaptive`: as many as the decision needs', [
      'fixed',
      'adaptive',
    ] as const),
    'fixed' as const,
  ),
  confidence: z._default(
    amount('Confidence of intervals and comparisons', { min: 0.5, max: 0.999 }),
    0.95,
  ),
  minimumEffect: z._default(
    amount('Relative difference below which two configurations count as equal', {
      min: 0,
      max: 0.5,
    }),
    0.05,
  ),
  targetPrecision: z._default(
    amount('Relative half width of an interval that is narrow enough (adaptive)', {
      min: 0.001,
      max: 1,
    }),
    0.05,
  ),
  maxP95Ms: z.optional(
    amount('Refuse configurations whose p95 is longer, ms', { min: 0.01, max: 900_000 }),
  ),
  memoryHeadroom: z._default(
    amount('Share that memory is to have over Max Memory Used: 0.2 is 20 %', { min: 0, max: 10 }),
    0,
  ),
  maxConcurrency: z._default(
    whole('Most invocations of the run at a time; 0 is no cap', { min: 0, max: 10_000 }),
    0,
  ),
  includeRequestPrice: z._default(
    flag('Count the price of the request; false is how aws-lambda-power-tuning counts'),
    true,
  ),
  dynamicPayload: z._default(
    flag(
      'Replace {{uuid}}, {{uuid:name}}, {{index}} and {{now}} in the payload of each invocation',
    ),
    false,
  ),
};

/** One function's input with every field that it may have; unknown ones are refused. */
export const functionSchema = z.strictObject({ ...contractFields, ...furtherFields });

/** The names of the fields. */
export const FIELD_NAMES: readonly string[] = Object.keys(functionSchema.shape);
