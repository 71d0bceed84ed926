import { z } from 'zod';
import { jsonSchema } from '../json.ts';

const json = jsonSchema;
/** States that lead to each other: of a definition, an item or a branch. */
export interface States {
  StartAt: string;
  States: Record<string, State>;
}
const within: z.ZodType<States> = z.lazy(() => states);

/** A reference path; `null` takes nothing. */
const path = z.string().nullable().optional();
const errorNames = z.array(z.string());

const retrier = z.object({
  ErrorEquals: errorNames,
  IntervalSeconds: z.number().default(1),
  MaxAttempts: z.number().default(3),
  BackoffRate: z.number().default(2),
  MaxDelaySeconds: z.number().optional(),
  JitterStrategy: z.enum(['NONE', 'FULL']).default('NONE'),
});
const catcher = z.object({ ErrorEquals: errorNames, Next: z.string(), ResultPath: path });

const paths = { InputPath: path, OutputPath: path };
/** Of the states that work on something: the work can fail, and its result goes into the state's output. */
const working = {
  ...paths,
  Next: z.string().optional(),
  ResultSelector: json.optional(),
  ResultPath: path,
  Retry: z.array(retrier).default([]),
  Catch: z.array(catcher).default([]),
};

const task = z.object({
  ...working,
  Type: z.literal('Task'),
  Resource: z.string(),
  Parameters: json.optional(),
  TimeoutSeconds: z.number().optional(),
  TimeoutSecondsPath: z.string().optional(),
});
const pass = z.object({
  ...paths,
  Type: z.literal('Pass'),
  Next: z.string().optional(),
  Parameters: json.optional(),
  Result: json.optional(),
  ResultPath: path,
});
const choice = z.object({
  ...paths,
  Type: z.literal('Choice'),
  Choices: z.array(z.looseObject({ Next: z.string() })),
  Default: z.string().optional(),
});
const wait = z.object({
  ...paths,
  Type: z.literal('Wait'),
  Next: z.string().optional(),
  Seconds: z.number().optional(),
  SecondsPath: z.string().optional(),
  Timestamp: z.string().optional(),
  TimestampPath: z.string().optional(),
});
const succeed = z.object({ ...paths, Type: z.literal('Succeed') });
const fail = z.object({
  Type: z.literal('Fail'),
  Error: z.string().optional(),
  ErrorPath: z.string().optional(),
  Cause: z.string().optional(),
  CausePath: z.string().optional(),
});
const map = z.object({
  ...working,
  Type: z.literal('Map'),
  ItemsPath: z.string().optional(),
  ItemSelector: json.optional(),
  /** What `ItemSelector` was called before. */
  Parameters: json.optional(),
  MaxConcurrency: z.number().optional(),
  MaxConcurrencyPath: z.string().optional(),
  ItemProcessor: within.optional(),
  /** What `ItemProcessor` was called before. */
  Iterator: within.optional(),
});
const parallel = z.object({
  ...working,
  Type: z.literal('Parallel'),
  Parameters: json.optional(),
  Branches: z.array(within),
});

const state = z.discriminatedUnion('Type', [
  task,
  pass,
  choice,
  wait,
  succeed,
  fail,
  map,
  parallel,
]);

const states = z.object({ StartAt: z.string(), States: z.record(z.string(), state) });

/** A definition in the Amazon States Language, as far as it is interpreted here. */
export const programSchema = states.extend({ TimeoutSeconds: z.number().optional() });

export type Program = z.infer<typeof programSchema>;
export type State = z.infer<typeof state>;
export type TaskState = z.infer<typeof task>;
export type ChoiceState = z.infer<typeof choice>;
export type WaitState = z.infer<typeof wait>;
export type FailState = z.infer<typeof fail>;
export type MapState = z.infer<typeof map>;
export type ParallelState = z.infer<typeof parallel>;
export type Retrier = z.infer<typeof retrier>;
export type Catcher = z.infer<typeof catcher>;
