import * as z from 'zod';
import { amount, name, whole } from '../fields.ts';
import { problemsOf } from './graph.ts';

const id = name('Name of the component');

const edges = z
  .array(
    z.strictObject({
      id: name('Component that gets items'),
      perItem: amount('Items it gets for each item that comes in').default(1),
    }),
  )
  .default([]);

const duration = {
  durationMs: amount('Duration of an invocation, in ms, without what depends on its items', {
    max: 900_000,
  }),
  perItemMs: amount('Duration that each item of a batch adds, in ms').default(0),
};

const httpApi = z.strictObject({
  type: z.literal('http-api'),
  id,
  requestsPerSecond: amount('Throttle: steady rate. By default the quota of account and region', {
    min: 0.001,
  }).default(10_000),
  to: edges,
});

const lambdaFunction = z.strictObject({
  type: z.literal('function'),
  id,
  ...duration,
  reservedConcurrency: whole('Reserved concurrency; without it the function shares the account’s', {
    min: 1,
  }).optional(),
  to: edges,
});

const queue = z.strictObject({
  type: z.literal('queue'),
  id,
  batchSize: whole('Messages per invocation', { min: 1, max: 10_000 }).default(10),
  windowSeconds: amount('Batching window, in s', { max: 300 }).default(0),
  maximumConcurrency: whole('MaximumConcurrency of the event source mapping', {
    min: 2,
    max: 1000,
  }).optional(),
  inFlightLimit: whole('Messages received and not yet deleted; by default the quota', {
    min: 1,
  }).default(120_000),
  retentionSeconds: amount('How long a message is kept, in s; by default 4 days', {
    min: 60,
    max: 1_209_600,
  }).default(345_600),
  consumer: name('Function that takes its messages'),
});

const stream = z.strictObject({
  type: z.literal('stream'),
  id,
  shards: whole('Shards', { min: 1 }),
  batchSize: whole('Records per invocation', { min: 1, max: 10_000 }).default(100),
  parallelizationFactor: whole('Batches of a shard at once', { min: 1, max: 10 }).default(1),
  recordsPerShard: amount('Records per second that a shard takes; by default the quota', {
    min: 1,
  }).default(1000),
  retentionSeconds: amount('How long a record is kept, in s; by default 24 hours', {
    min: 60,
  }).default(86_400),
  consumer: name('Function that takes its records'),
});

const table = z.strictObject({
  type: z.literal('table'),
  id,
  writeUnitsPerItem: amount('Write request units that an item takes, its indexes included'),
  readUnitsPerItem: amount('Read request units that an item takes').default(0),
  writeUnitsPerSecond: amount(
    'Write request units per second; by default what a new on-demand table takes before it has grown. The quota is 40,000',
    { min: 1 },
  ).default(4000),
  readUnitsPerSecond: amount('Read request units per second; by default those of a new table', {
    min: 1,
  }).default(12_000),
});

export const componentSchema = z.discriminatedUnion('type', [
  httpApi,
  lambdaFunction,
  queue,
  stream,
  table,
]);

/** Part of a system, with its limits. */
export type Component = z.output<typeof componentSchema>;

/** Any component of one type. */
export type ComponentOf<Type extends Component['type']> = Extract<Component, { type: Type }>;

/** What comes in, and the account around it; the same with and without templates. */
export const arrivalFields = {
  arrivals: z.strictObject({
    perSecond: amount('Items that come in per second', { min: 0.000001 }),
    seconds: amount('For how long, in s; then backlogs are told').optional(),
    afterwardsPerSecond: amount('Items per second after that, while queues drain').default(0),
  }),
  accountConcurrency: whole('Concurrent executions of account and region; by default the quota', {
    min: 1,
  }).default(1000),
  targetUtilisation: amount('Utilisation above which a change is advised', {
    min: 0.01,
    max: 1,
  }).default(0.8),
};

/** What the capacity adviser is asked. */
export const systemSchema = z
  .strictObject({
    ...arrivalFields,
    entry: name('Component that the items come into first'),
    components: z.array(componentSchema).min(1).max(200),
  })
  .superRefine(({ entry, components, accountConcurrency }, context) => {
    for (const { path, message } of problemsOf(entry, components)) {
      context.addIssue({ code: 'custom', path, message });
    }
    const reserved = reservedConcurrency(components);
    if (reserved >= accountConcurrency) {
      const message = `Expected more than the ${reserved} that functions have reserved`;
      context.addIssue({ code: 'custom', path: ['accountConcurrency'], message });
    }
  });

/** A question that passed the schema, with its defaults. */
export type System = z.output<typeof systemSchema>;

/** Concurrency that functions have reserved together. */
export const reservedConcurrency = (components: readonly Component[]): number =>
  components.reduce(
    (sum, component) =>
      sum + (component.type === 'function' ? (component.reservedConcurrency ?? 0) : 0),
    0,
  );
