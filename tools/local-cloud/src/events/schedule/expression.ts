import { Cron } from 'croner';
import { AwsError } from '../../aws-api.ts';

/** When a schedule runs next, strictly after a moment; `since` is when a rate began. `undefined`: never again. */
export type Schedule = { next(after: Date, since: Date): Date | undefined };

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Highest value of each cron field, for AWS's `start/step` (which croner wants as `start-highest/step`). */
const HIGHEST = [59, 23, 31, 12, 7, 2199];

/**
 * Reads `rate(5 minutes)` or `cron(minutes hours day-of-month month day-of-week year)`, always in UTC.
 *
 * @throws AwsError `ValidationException` when AWS would refuse it
 */
export const parseSchedule = (expression: string): Schedule => {
  const schedule = parseRate(expression) ?? parseCron(expression);
  if (schedule) return schedule;
  throw new AwsError('ValidationException', 'Parameter ScheduleExpression is not valid.');
};

const parseRate = (expression: string): Schedule | undefined => {
  const [, count, unit, plural] =
    /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const unitMs = unit === undefined ? undefined : UNIT_MS[unit];
  if (count === undefined || unitMs === undefined) return undefined;
  if ((count === '1') !== (plural === '')) return undefined;
  const interval = Number(count) * unitMs;
  return {
    next: (after, since) => {
      const runs = Math.floor((after.getTime() - since.getTime()) / interval) + 1;
      return new Date(since.getTime() + Math.max(1, runs) * interval);
    },
  };
};

const parseCron = (expression: string): Schedule | undefined => {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [, , dayOfMonth, , dayOfWeek] = fields;
  // AWS wants the one that is left open to be said: exactly one of the two days is `?`.
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) return undefined;
  if (fields.some((field, index) => field.includes('?') && index !== 2 && index !== 4))
    return undefined;
  if (/\b8/.test(dayOfWeek ?? '')) return undefined;
  try {
    const pattern = ['0', ...fields.map(toCroner)].join(' ');
    const cron = new Cron(pattern, {
      paused: true,
      timezone: 'UTC',
      alternativeWeekdays: true, // AWS counts from 1, Sunday
      mode: '7-part',
    });
    return { next: (after) => cron.nextRun(after) ?? undefined };
  } catch {
    return undefined;
  }
};

const toCroner = (field: string, index: number): string => {
  if (field === '?') return '*';
  if (index === 4 && field === 'L') return '7'; // the last day of the week
  const highest = HIGHEST[index] ?? 0;
  return field.replace(/(^|,)([0-9A-Z]+)\//g, `$1$2-${highest}/`);
};
