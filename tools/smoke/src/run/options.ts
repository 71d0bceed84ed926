import { CommandError, readArguments } from '@acado/command-line';
import { resolve } from 'node:path';

export interface RunOptions {
  /** Names or folders of services; none with `all`. */
  services: string[];
  all: boolean;
  target: 'url' | 'local' | 'aws';
  url: string | undefined;
  ordersUrl: string | undefined;
  token: string | undefined;
  stage: string;
  region: string | undefined;
  bail: boolean;
  timeoutMs: number;
  /** Reports are written below it. */
  report: string;
  json: boolean;
}

const OPTIONS = {
  all: { type: 'boolean', default: false },
  url: { type: 'string' },
  ordersUrl: { type: 'string' },
  target: { type: 'string' },
  stage: { type: 'string' },
  region: { type: 'string' },
  token: { type: 'string' },
  bail: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '30' },
  report: { type: 'string', default: 'reports/history' },
  json: { type: 'boolean', default: false },
} as const;

/** @throws {CommandError} naming what is wrong. */
export function readRunOptions(args: string[], env: NodeJS.ProcessEnv = process.env): RunOptions {
  const { values, positionals: services } = readArguments(args, OPTIONS);
  const { all, bail, json, region, stage } = values;
  if (all ? services.length > 0 : services.length === 0)
    throw new CommandError('Name services, such as crud-api, or give --all\nSee --help');
  const url = values.url === undefined ? undefined : urlOf('url', values.url);
  if (url !== undefined && (all || services.length !== 1))
    throw new CommandError('--url is of one service: name that one alone');
  for (const [option, value] of Object.entries({ stage, region, report: values.report }))
    if (value === '') throw new CommandError(`--${option}: expected a value, not ""`);
  const target = targetOf(values.target, url, stage);
  return {
    ...{ services, all, target, url, region, bail, json },
    ordersUrl: values.ordersUrl === undefined ? undefined : urlOf('ordersUrl', values.ordersUrl),
    stage: stage ?? (target === 'aws' ? 'dev' : 'local'),
    token: (values.token ?? env.SMOKE_TOKEN) || undefined,
    timeoutMs: secondsOf(values.timeout) * 1000,
    report: resolve(values.report),
  };
}

function targetOf(
  target: string | undefined,
  url: string | undefined,
  stage: string | undefined,
): RunOptions['target'] {
  if (url !== undefined) {
    if (target !== undefined) throw new CommandError('--url says where it is: leave --target out');
    return 'url';
  }
  const found = target ?? (stage === undefined || stage === 'local' ? 'local' : 'aws');
  if (found !== 'local' && found !== 'aws')
    throw new CommandError(`--target: expected local or aws, not "${found}"`);
  if (found === 'local' && stage !== undefined && stage !== 'local')
    throw new CommandError('On this machine the stage is "local"; --target aws takes others');
  return found;
}

function urlOf(option: string, text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CommandError(
      `--${option}: expected a URL such as https://api.example.com, not "${text}"`,
    );
  // Paths are put after it; and whoever reads a report sees it.
  if (url.search || url.hash || url.username || url.password)
    throw new CommandError(`--${option}: without user, query and fragment, such as ${url.origin}`);
  return text.replace(/[/?#]+$/, '');
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3600))
    throw new CommandError(`--timeout: expected seconds from 0 to 3600, not "${text}"`);
  return seconds;
}
