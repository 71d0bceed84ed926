import { CommandError } from '@acado/command-line';
import type { Model } from '../engine/model.ts';
import { readDuration, readNumber } from './values.ts';

/** Options that describe the load. */
export const MODEL_OPTIONS = {
  users: { type: 'string' },
  'think-time': { type: 'string' },
  rate: { type: 'string' },
  'start-rate': { type: 'string' },
  'max-users': { type: 'string' },
  duration: { type: 'string', default: '2m' },
  'ramp-up': { type: 'string' },
  timeout: { type: 'string', default: '30s' },
} as const;

export const MODEL_USAGE = `  --users <n>             closed model: users who each wait for their answer; default 10
  --think-time <t>        closed model: pause of a user between answer and next request; default what the
                          scenario says, else 0
  --rate <n>              open model: requests that come per second, whoever waits
  --start-rate <n>        open model: per second at the beginning of the ramp; default 0
  --max-users <n>         open model: most requests under way at once; default 200
  --duration <t>          ramp included; default 2m. Times are such as 500ms, 90s, 2m; a number is seconds
  --ramp-up <t>           until all users are there, or the rate is; default a quarter of the duration
  --timeout <t>           for a whole answer, at most 10m; default 30s, as API Gateway's
`;

type Values = { [Name in keyof typeof MODEL_OPTIONS]?: string | undefined };

const CLOSED = ['users', 'think-time'] as const;
const OPEN = ['rate', 'start-rate', 'max-users'] as const;

/**
 * @param thinkTimeMs Of the scenario.
 * @throws {CommandError} naming the option that is wrong.
 */
export function readModel(values: Values, thinkTimeMs = 0): Model {
  const durationMs = readDuration('duration', values.duration ?? '2m');
  if (durationMs <= 0) throw new CommandError('--duration: expected more than 0');
  const rampUp = values['ramp-up'];
  const rampUpMs = rampUp === undefined ? durationMs / 4 : readDuration('ramp-up', rampUp);
  if (rampUpMs > durationMs) throw new CommandError('--ramp-up: is longer than --duration');
  const given = (options: readonly (keyof Values)[]) =>
    options.find((option) => values[option] !== undefined);
  const think = values['think-time'];
  const open = given(OPEN);
  const closed = given(CLOSED);
  if (open === undefined)
    return {
      ...{ type: 'closed', durationMs, rampUpMs },
      users: readNumber('users', values.users ?? '10', { min: 1, max: 10_000, whole: true }),
      thinkTimeMs: think === undefined ? thinkTimeMs : readDuration('think-time', think),
    };
  if (closed !== undefined)
    throw new CommandError(
      `--${closed} is of the closed model, --${open} of the open one: see --help`,
    );
  if (values.rate === undefined) throw new CommandError(`--${open} needs --rate`);
  return {
    ...{ type: 'open', durationMs, rampUpMs },
    rate: readNumber('rate', values.rate, { min: 0.01, max: 100_000 }),
    startRate: readNumber('start-rate', values['start-rate'] ?? '0', { min: 0, max: 100_000 }),
    maxUsers: readNumber('max-users', values['max-users'] ?? '200', {
      min: 1,
      max: 10_000,
      whole: true,
    }),
  };
}
