import type { $ZodIssue, input, output } from 'zod/v4/core';
import { listed } from './listed.ts';
import type { Charge } from './meter.ts';
import { meters } from './meters/index.ts';

/** A usage line of any meter, as it is written: what has a default may be left out. */
export type UsageLine = input<(typeof meters)[number]['schema']>;

/** A usage line that was checked, with its defaults filled in. */
export type Usage = output<(typeof meters)[number]['schema']>;

/** One thing that is wrong with a usage line. */
export interface UsageProblem {
  /** Position of the line, from 0. */
  line: number;
  /** Path of the field, such as `before.sqs.requests.fifo`; empty for the line itself. */
  field: string;
  message: string;
}

/** Usage lines are not what their meters take; the message names line and field. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'INVALID_USAGE';
  /** Empty when there is no line at all. */
  readonly problems: readonly UsageProblem[];

  constructor(problems: readonly UsageProblem[]) {
    super(listed(problems.map(describeProblem)) || 'No usage line: there is nothing to price');
    this.problems = problems;
  }
}

const describeProblem = ({ line, field, message }: UsageProblem): string =>
  `line ${line}${field === '' ? '' : `, ${field}`}: ${message}`;

/** What a line says, bounded: it goes into an error message. */
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);

/** A usage line and the units it is billed for. */
export interface MeasuredUsage {
  usage: Usage;
  charges: Charge[];
}

function readLine(input: unknown, line: number): MeasuredUsage | UsageProblem[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [{ line, field: '', message: `Expected an object with a meter, not ${shown(input)}` }];
  }
  const name: unknown = 'meter' in input ? input.meter : undefined;
  const meter = meters.find((candidate) => candidate.name === name);
  if (!meter) {
    const known = meters.map((candidate) => candidate.name).join(', ');
    return [{ line, field: 'meter', message: `Expected one of ${known}; not ${shown(name)}` }];
  }
  const reading = meter.read(input);
  if ('issues' in reading) return reading.issues.flatMap((issue) => problemsOf(issue, line));
  const strangers = strangersOf(reading);
  return strangers.length === 0 ? reading : strangers.map((problem) => ({ line, ...problem }));
}

/** Volume before of items that the line is not billed for is a mistake, and would be lost in silence. */
const strangersOf = ({ usage, charges }: MeasuredUsage): Omit<UsageProblem, 'line'>[] =>
  Object.keys(usage.before ?? {})
    .filter((item) => !charges.some((charge) => charge.item === item))
    .map((item) => ({
      field: `before.${item}`,
      message: `Expected an item of this line: ${charges.map((charge) => charge.item).join(', ')}`,
    }));

function problemsOf(issue: $ZodIssue, line: number): UsageProblem[] {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ line, field: key, message: 'Unknown field' }));
  }
  const { message } = (issue.code === 'invalid_key' && issue.issues[0]) || issue;
  return [{ line, field, message }];
}

/**
 * Checks usage lines and turns them into billed units.
 *
 * @param lines Anything; a usage line is a `UsageLine`.
 * @throws {UsageError} naming every line and field that is wrong. No line at all is an error too.
 *
 * @example
 * measureUsage([{ meter: 'rest-api', region: 'us-east-1', requests: 5 }]);
 * // [{ usage: { … }, charges: [{ item: 'api-gateway.rest.requests', quantity: 5 }] }]
 */
export function measureUsage(lines: readonly unknown[]): MeasuredUsage[] {
  if (lines.length === 0) throw new UsageError([]);
  const problems: UsageProblem[] = [];
  const measured: MeasuredUsage[] = [];
  lines.forEach((input, line) => {
    const read = readLine(input, line);
    if (Array.isArray(read)) problems.push(...read);
    else measured.push(read);
  });
  if (problems.length > 0) throw new UsageError(problems);
  return measured;
}
