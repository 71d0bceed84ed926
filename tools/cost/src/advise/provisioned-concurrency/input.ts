import * as z from 'zod';
import { amount, region, share, whole } from '../fields.ts';

const HOUR_MS = 3_600_000;
const MINUTES_PER_HOUR = 60;
const WEEK_HOURS = 168;

/** As much as a simulation takes in a second or so. */
export const MOST_REQUESTS = 2_000_000;

const arrivals = z
  .strictObject({
    perMinute: z
      .array(amount('Requests in this minute, on average'))
      .min(MINUTES_PER_HOUR)
      .max(WEEK_HOURS * MINUTES_PER_HOUR)
      .optional()
      .describe('Requests per minute, from the first minute on: whole hours, a day or a week'),
    timestamps: z
      .array(z.iso.datetime({ offset: true }))
      .min(1)
      .max(MOST_REQUESTS)
      .optional()
      .describe('When each request came, ISO 8601, in any order'),
    from: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('With timestamps: the beginning of the record, ISO 8601'),
    hours: whole('With timestamps: length of the record, in hours', {
      min: 1,
      max: WEEK_HOURS,
    }).optional(),
  })
  .superRefine(({ perMinute, timestamps, from, hours }, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if ((perMinute === undefined) === (timestamps === undefined)) {
      return wrong(['perMinute'], 'Expected either perMinute or timestamps');
    }
    if (perMinute) {
      if (from !== undefined) wrong(['from'], 'Only with timestamps');
      if (hours !== undefined) wrong(['hours'], 'Only with timestamps');
      if (perMinute.length % MINUTES_PER_HOUR !== 0) {
        wrong(['perMinute'], `Expected whole hours of 60 minutes, not ${perMinute.length} minutes`);
      }
      const total = perMinute.reduce((sum, rate) => sum + rate, 0);
      if (total === 0) wrong(['perMinute'], 'There is no request in it');
      if (total > MOST_REQUESTS) {
        wrong(['perMinute'], `Expected at most ${MOST_REQUESTS} requests; give a shorter profile`);
      }
      return;
    }
    if (from === undefined) return wrong(['from'], 'Expected with timestamps');
    if (hours === undefined) return wrong(['hours'], 'Expected with timestamps');
    const begin = Date.parse(from);
    const stray = timestamps!.findIndex((text) => {
      const at = Date.parse(text) - begin;
      return at < 0 || at >= hours * HOUR_MS;
    });
    if (stray >= 0) wrong(['timestamps', stray], 'Outside the record that from and hours give');
  });

const target = z
  .strictObject({
    coldShare: share('Share of the requests that may be cold, such as 0.001').optional(),
    p99Ms: amount('99th percentile of the duration, Init included, in ms').optional(),
  })
  .refine(({ coldShare, p99Ms }) => (coldShare === undefined) !== (p99Ms === undefined), {
    path: ['coldShare'],
    error: 'Expected either coldShare or p99Ms',
  });

/** What the provisioned-concurrency adviser is asked. */
export const questionSchema = z
  .strictObject({
    region,
    architecture: z.enum(['x86_64', 'arm64']).describe('Architecture of the function'),
    memoryMb: whole('Memory of the function, in MB', { min: 128, max: 10_240 }),
    durationMs: amount('Duration of a warm request, in ms', { min: 0.01, max: 900_000 }),
    initMs: amount('Init of a cold start, in ms', { max: 10_000 }),
    arrivals,
    target,
    idleTimeoutSeconds: amount(
      'How long an idle on-demand environment stays, in s. AWS does not say; 5 to 15 minutes are seen, so try both ends',
      { min: 1, max: 86_400 },
    ).default(600),
    seed: whole('Seed of the arrivals within each minute', { max: 2 ** 32 - 1 }).default(1),
  })
  .refine(({ durationMs, target: { p99Ms } }) => p99Ms === undefined || p99Ms >= durationMs, {
    path: ['target', 'p99Ms'],
    error: 'Shorter than durationMs: provisioned concurrency takes Init away, nothing more',
  });

/** A question that passed the schema, with its defaults. */
export type Question = z.output<typeof questionSchema>;

/** A burst at the beginning of each hour of the working day, and little else. */
const workingDay = Array.from({ length: 24 * MINUTES_PER_HOUR }, (_, minute) => {
  const hour = Math.floor(minute / MINUTES_PER_HOUR);
  const working = hour >= 8 && hour < 18;
  if (!working) return 2;
  return minute % MINUTES_PER_HOUR < 5 ? 900 : 30;
});

/** A function that is called in bursts. */
export const exampleQuestion: z.input<typeof questionSchema> = {
  region: 'us-east-1',
  architecture: 'arm64',
  memoryMb: 1024,
  durationMs: 250,
  initMs: 900,
  arrivals: { perMinute: workingDay },
  target: { coldShare: 0.001 },
};
