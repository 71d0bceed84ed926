import { parseArgs } from 'node:util';
import { UserError } from './user-error.ts';

export const DEFAULT_PORT = 4566;

export type StartOptions = {
  port: number;
  fresh: boolean;
  auth: boolean;
  watch: boolean;
  verbose: boolean;
  console: boolean;
  dynamoDbUrl: string | undefined;
};

export type UsageOptions = { port: number; json: boolean };

export type Options =
  | ({ command: 'start' } & StartOptions)
  | ({ command: 'usage' } & UsageOptions)
  | { command: 'help' };

export const usage = `Usage: npm start [-- options]
       npm run --silent usage -- [--json]

Packages every service of the workspace and runs the packages on this machine. With "usage": what AWS would bill for the
calls that a running cloud has seen.

  --fresh       discard queues, tables, objects and logs of earlier runs
  --auth        package crud-api with its JWT authorizer, for tokens of the local issuer
  --no-watch    don't repackage a service when its source changes
  --verbose     show everything the functions log
  --no-console  don't serve the page that shows what runs
  --json        as JSON (usage)
  --help        show this

Environment
  LOCAL_CLOUD_PORT          port of the AWS endpoint (${DEFAULT_PORT}); another port is another cloud, with its own state
  LOCAL_CLOUD_DYNAMODB_URL  a DynamoDB to use instead of the built-in one, e.g. AWS's DynamoDB Local`;

const readPort = (text: string | undefined): number => {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_000)
    throw new UserError(`LOCAL_CLOUD_PORT=${text} is not a port: use a number from 1 to 65000`);
  return port;
};

const OPTIONS = {
  fresh: { type: 'boolean', default: false },
  auth: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: true },
  verbose: { type: 'boolean', default: false },
  console: { type: 'boolean', default: true },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** The options of each command, besides `--help`. */
const KNOWN: Record<string, string[]> = {
  start: ['fresh', 'auth', 'watch', 'verbose', 'console'],
  usage: ['json'],
};

/** @throws UserError for what the command does not know. */
export const readOptions = (args: string[], environment: NodeJS.ProcessEnv): Options => {
  try {
    const { values, positionals, tokens } = parseArgs({
      ...{ args, options: OPTIONS, allowPositionals: true, allowNegative: true, tokens: true },
    });
    if (values.help) return { command: 'help' };
    const [command = 'start', ...others] = positionals;
    const known = others.length === 0 && Object.hasOwn(KNOWN, command) ? KNOWN[command] : undefined;
    if (!known) throw new UserError(`There is no command "${positionals.join(' ')}": try --help`);
    const strange = tokens.find((token) => token.kind === 'option' && !known.includes(token.name));
    if (strange?.kind === 'option')
      throw new UserError(`"${command}" has no option ${strange.rawName}: try --help`);
    const { fresh, auth, watch, verbose, console, json } = values;
    const port = readPort(environment.LOCAL_CLOUD_PORT);
    if (command === 'usage') return { command, port, json };
    return {
      ...{ command: 'start', fresh, auth, watch, verbose, console, port },
      dynamoDbUrl: environment.LOCAL_CLOUD_DYNAMODB_URL || undefined,
    };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${error instanceof Error ? error.message : String(error)} (try --help)`);
  }
};
