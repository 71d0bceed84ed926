import { CommandError, readArguments } from '@acado/command-line';
import { resolve } from 'node:path';
import type { InputFields } from './input-files.ts';

/** How a result is applied. */
export type Apply = 'auto' | 'manual';

export interface RunOptions {
  service: string;
  /** Keys; none means all that have an input. */
  functions: string[];
  /** File with an input in place of the committed one. */
  inputFile: string | undefined;
  /** File with a payload. */
  payloadFile: string | undefined;
  /** Fields of the input that the command line sets. */
  overrides: InputFields;
  target: 'local' | 'aws';
  stage: string;
  region: string;
  apply: Apply | undefined;
  /** Reports are written below it. */
  out: string;
  json: boolean;
}

const OPTIONS = {
  function: { type: 'string', multiple: true },
  input: { type: 'string' },
  payload: { type: 'string' },
  strategy: { type: 'string' },
  num: { type: 'string' },
  powerValues: { type: 'string' },
  sampling: { type: 'string' },
  architectures: { type: 'string' },
  maxP95Ms: { type: 'string' },
  target: { type: 'string', default: 'local' },
  stage: { type: 'string' },
  region: { type: 'string', default: 'us-east-1' },
  apply: { type: 'string' },
  out: { type: 'string', default: 'reports/history' },
  json: { type: 'boolean', default: false },
} as const;

/** Those that are fields of the input by the same name; the tuner's own schema judges them. */
const FIELDS = ['strategy', 'num', 'powerValues', 'sampling', 'architectures', 'maxP95Ms'] as const;

/** @throws {CommandError} naming what is wrong. */
export function readRunOptions(args: string[]): RunOptions {
  const { values, positionals } = readArguments(args, OPTIONS);
  const [service, ...more] = positionals;
  if (service === undefined || more.length > 0)
    throw new CommandError('Name one service, such as worker-b\nSee --help');
  const target = oneOf('target', values.target, ['local', 'aws']);
  const functions = values.function ?? [];
  for (const [option, file] of [['input', values.input] as const, ['payload', values.payload]])
    if (file !== undefined && functions.length !== 1)
      throw new CommandError(`--${option} is for one function: name it by --function`);
  const stage = values.stage ?? (target === 'local' ? 'local' : 'dev');
  if (target === 'local' && stage !== 'local')
    throw new CommandError('On this machine the stage is "local"; --target aws takes others');
  return {
    service,
    functions,
    inputFile: values.input && resolve(values.input),
    payloadFile: values.payload && resolve(values.payload),
    overrides: Object.fromEntries(
      FIELDS.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
    ),
    ...{ target, stage, region: values.region },
    apply:
      values.apply === undefined ? undefined : oneOf('apply', values.apply, ['auto', 'manual']),
    out: resolve(values.out),
    json: values.json,
  };
}

function oneOf<const Word extends string>(option: string, value: string, words: Word[]): Word {
  const found = words.find((word) => word === value);
  if (found === undefined)
    throw new CommandError(`--${option}: expected ${words.join(' or ')}, not "${value}"`);
  return found;
}
