import { CommandError } from '@acado/command-line';

/** Times between which usage is read, in milliseconds since 1970. */
export interface Range {
  /** First moment. */
  from: number;
  /** First moment after it. */
  to: number;
  /** Length of the data points to ask for, in seconds: they fit between the two. */
  periodS: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PERIODS_S = [86_400, 3600, 300, 60];

/** For how long CloudWatch keeps data points of which length. */
const KEPT = [
  { periodS: 60, days: 15, steps: 'full minutes' },
  { periodS: 300, days: 63, steps: 'steps of 5 minutes' },
  { periodS: 3600, days: 455, steps: 'full hours' },
];

const MAX_DAYS = 31;

/**
 * Reads the options `--from` and `--to`.
 *
 * @param to Now unless given.
 * @throws {CommandError} naming the option that is wrong.
 */
export function readRange(from: string | undefined, to: string | undefined, now: number): Range {
  if (from === undefined) throw new CommandError('Expected --from with a day or a time');
  const start = timeOf('--from', from);
  if (start > now) throw new CommandError(`--from: Expected a time in the past, not "${from}"`);
  const kept = KEPT.find(({ days }) => now - start <= days * DAY_MS);
  if (kept === undefined) {
    throw new CommandError(`--from: CloudWatch keeps metrics for 455 days, not since "${from}"`);
  }
  // Up to the next full step: there is nothing beyond now, and fewer data points are read faster.
  const step = largestPeriod(start) * 1000;
  const end = to === undefined ? Math.ceil(now / step) * step : timeOf('--to', to);
  if (end <= start) throw new CommandError(`--to: Expected a time after --from, not "${to}"`);
  if (end - start > MAX_DAYS * DAY_MS) {
    throw new CommandError(
      `--to: Expected at most ${MAX_DAYS} days after --from, not ${to === undefined ? 'now' : `"${to}"`}: volume tiers begin anew each month`,
    );
  }
  const periodS = largestPeriod(start, end);
  if (periodS < kept.periodS) {
    const option = largestPeriod(start) < kept.periodS ? '--from' : '--to';
    throw new CommandError(
      `${option}: Expected ${kept.steps}: CloudWatch has no shorter ones of ${isoDay(start)} any more`,
    );
  }
  return { from: start, to: end, periodS };
}

/** Hours of a range that are over. */
export const hoursOf = ({ from, to }: Range, now: number): number =>
  (Math.min(to, now) - from) / (60 * MINUTE_MS);

const largestPeriod = (...times: number[]): number =>
  PERIODS_S.find((periodS) => times.every((time) => time % (periodS * 1000) === 0)) ?? 60;

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

const TIME = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::00(?:\.0+)?)?Z)?$/;

function timeOf(option: string, text: string): number {
  const [, day, time = '00:00'] = TIME.exec(text) ?? [];
  const at = day === undefined ? NaN : Date.parse(`${day}T${time}:00Z`);
  // 30 February is a date to Date.parse.
  if (Number.isNaN(at) || isoDay(at) !== day) {
    throw new CommandError(
      `${option}: Expected a day such as 2026-11-01, or a minute in UTC such as 2026-11-01T09:30Z; not "${text}"`,
    );
  }
  return at;
}
