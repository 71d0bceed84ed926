import { CommandError, readArguments } from '@acado/command-line';
import { resolve } from 'node:path';
import type { Model } from '../engine/model.ts';
import type { TargetOptions } from '../target/open-target.ts';
import { MODEL_OPTIONS, readModel } from './model-options.ts';
import { readDuration, readNumber, readPairs, readShare } from './values.ts';
import type { Limits } from '../report/thresholds.ts';

/** What all commands that make a load are told. */
export interface LoadOptions {
  service: string;
  target: TargetOptions;
  scenario: string | undefined;
  environment: string | undefined;
  variables: Record<string, string>;
  weights: Record<string, number>;
  /** JWT for requests that bring none. */
  token: string | undefined;
  /** @param thinkTimeMs Of the scenario; the command line goes first. */
  modelFor: (thinkTimeMs: number) => Model;
  timeoutMs: number;
  limits: Limits;
  /** Keys of functions. */
  functions: string[];
  memory: number[] | undefined;
  reservedConcurrency: number | undefined;
  /** Undefined: what the command does by itself. */
  warmUpMs: number | undefined;
  /** Folder of the report; undefined: below `reports/history`; false: none. */
  report: string | false | undefined;
  json: boolean;
}

const OPTIONS = {
  ...MODEL_OPTIONS,
  url: { type: 'string' },
  target: { type: 'string' },
  stage: { type: 'string' },
  region: { type: 'string' },
  scenario: { type: 'string' },
  environment: { type: 'string' },
  variable: { type: 'string', multiple: true },
  weight: { type: 'string', multiple: true },
  token: { type: 'string' },
  function: { type: 'string', multiple: true },
  memory: { type: 'string' },
  'reserved-concurrency': { type: 'string' },
  'warm-up': { type: 'string' },
  'max-p95': { type: 'string' },
  'max-error-rate': { type: 'string', default: '1%' },
  report: { type: 'string' },
  'no-report': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** @throws {CommandError} naming the option that is wrong. */
export function readLoadOptions(
  args: string[],
  environment: NodeJS.ProcessEnv = process.env,
): LoadOptions {
  const { values, positionals } = readArguments(args, OPTIONS);
  const [service, ...more] = positionals;
  if (service === undefined || more.length > 0)
    throw new CommandError('Name one service, such as crud-api\nSee --help');
  if (values['no-report'] && values.report !== undefined)
    throw new CommandError('--report or --no-report, not both');
  const { memory, report, url, stage, region } = values;
  // What is wrong with it is said before anything is read.
  readModel(values);
  const concurrency = values['reserved-concurrency'];
  const maxP95 = values['max-p95'];
  const warmUp = values['warm-up'];
  return {
    service,
    target: { url: readUrl(url), target: readTarget(values.target), stage, region },
    ...{ scenario: values.scenario, environment: values.environment },
    variables: readPairs('variable', values.variable),
    weights: mapValues(readPairs('weight', values.weight), (weight) =>
      readNumber('weight', weight, { min: 0 }),
    ),
    token: values.token ?? (environment.LOAD_TEST_TOKEN || undefined),
    modelFor: (thinkTimeMs) => readModel(values, thinkTimeMs),
    timeoutMs: atLeast1ms('timeout', values.timeout),
    limits: {
      maxP95Ms: maxP95 === undefined ? undefined : readNumber('max-p95', maxP95, { min: 0 }),
      maxErrorRate: readShare('max-error-rate', values['max-error-rate']),
    },
    functions: values.function ?? [],
    memory: memory === undefined ? undefined : readMemory(memory),
    reservedConcurrency:
      concurrency === undefined
        ? undefined
        : readNumber('reserved-concurrency', concurrency, { min: 0, whole: true }),
    warmUpMs: warmUp === undefined ? undefined : readDuration('warm-up', warmUp),
    report: values['no-report'] ? false : report && resolve(report),
    json: values.json,
  };
}

function readMemory(value: string): number[] {
  const sizes = value
    .split(',')
    .map((size) => readNumber('memory', size, { min: 128, max: 10_240, whole: true }));
  if (sizes.length < 2 || new Set(sizes).size < sizes.length)
    throw new CommandError(`--memory: expected different sizes such as 128,1024, not "${value}"`);
  return sizes;
}

function readTarget(value: string | undefined): TargetOptions['target'] {
  if (value === undefined || value === 'local' || value === 'new' || value === 'aws') return value;
  throw new CommandError(`--target: expected local, new or aws, not "${value}"`);
}

function readUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { protocol, search, hash, username } = URL.parse(value) ?? {};
  if (search || hash || username)
    throw new CommandError(`--url: expected no more than a host and a path, not "${value}"`);
  if (protocol === 'http:' || protocol === 'https:') return value;
  throw new CommandError(`--url: expected a URL such as http://127.0.0.1:4666, not "${value}"`);
}

/** Latencies are kept up to ten minutes. */
function atLeast1ms(option: string, value: string): number {
  const ms = readDuration(option, value, '10m');
  if (ms < 1) throw new CommandError(`--${option}: expected at least 1ms, not "${value}"`);
  return ms;
}

const mapValues = <From, To>(record: Record<string, From>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
