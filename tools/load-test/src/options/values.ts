import { CommandError } from '@acado/command-line';

const UNITS: Readonly<Record<string, number>> = {
  '': 1000,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration such as `90s`, `2m` or `500ms`, in ms; a plain number is seconds. Undefined: it is none. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * UNITS[unit ?? '']!;
}

/** Longer is a mistake, and timers end at 25 days. */
export const MAX_DURATION_MS = 24 * UNITS.h!;

/** @returns ms. @throws {CommandError} naming the option. */
export function readDuration(option: string, value: string, max = '24h'): number {
  const ms = parseDuration(value);
  if (ms !== undefined && ms > parseDuration(max)!)
    throw new CommandError(`--${option}: expected at most ${max}, not "${value}"`);
  if (ms !== undefined) return ms;
  throw new CommandError(
    `--${option}: expected a duration such as 90s, 2m or 500ms, not "${value}"`,
  );
}

interface Range {
  min: number;
  max?: number;
  whole?: boolean;
}

/** @throws {CommandError} naming the option. */
export function readNumber(
  option: string,
  value: string,
  { min, max = Infinity, whole }: Range,
): number {
  const number = value.trim() === '' ? NaN : Number(value);
  if (number >= min && number <= max && (!whole || Number.isInteger(number))) return number;
  const kind = whole ? 'a whole number' : 'a number';
  const upTo = max === Infinity ? `${min} or more` : `from ${min} to ${max}`;
  throw new CommandError(`--${option}: expected ${kind}, ${upTo}, not "${value}"`);
}

/** A share such as `1%` or `0.01`. @throws {CommandError} naming the option. */
export function readShare(option: string, value: string): number {
  const [, percent] = /^(.+)%$/.exec(value) ?? [];
  return percent === undefined
    ? readNumber(option, value, { min: 0, max: 1 })
    : readNumber(option, percent, { min: 0, max: 100 }) / 100;
}

/** `name=value`, repeated. @throws {CommandError} naming the option. */
export function readPairs(option: string, values: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    values.map((pair) => {
      const at = pair.lastIndexOf('=', option === 'weight' ? undefined : pair.indexOf('='));
      if (at < 1) throw new CommandError(`--${option}: expected <name>=<value>, not "${pair}"`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
