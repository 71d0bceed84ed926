import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, CommandError, readArguments } from '@acado/command-line';
import { DECISION_OPTIONS, DECISION_USAGE, readDecisions } from '../check/options.ts';
import { CONFIG_OPTIONS, CONFIG_USAGE, readConfigOptions } from '../config/read-options.ts';
import { diffOf } from './diff.ts';
import { type Migration, migrateService } from './migrate-service.ts';

const usage = `Usage: npm run --silent migrate-http-api -- migrate [options] <folder of a service>

Turns the http events of a serverless.yml that can move into httpApi events, and shows what would change. Comments and
formatting stay. Routes that are blocked stay as they are; what is left to do is listed.

  --write                  change the file
  --stage <name>           for which it is read (default: dev)
${DECISION_USAGE}${CONFIG_USAGE}
  --json                   machine-readable

Exit codes: 0 every route moved; 1 some stay with the REST API; 2 wrong input or options.

Example:
  npm run --silent migrate-http-api -- migrate services/baseline --accept edge-endpoint
`;

const OPTIONS = {
  ...{ ...DECISION_OPTIONS, ...CONFIG_OPTIONS },
  stage: { type: 'string', default: 'dev' },
  write: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Edits a serverless.yml. */
export const migrate: Command = {
  summary: 'turn http events of a serverless.yml into httpApi events',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0)
      throw new CommandError('Expected the folder of one service\nSee --help');
    const file = join(folder, 'serverless.yml');
    if (!existsSync(file)) throw new CommandError(`There is no ${file}`);
    const decisions = { ...readDecisions(values), traffic: { region: 'us-east-1' } };
    const options = { ...readConfigOptions(values), file, stage: values.stage, decisions };
    const migration = migrateService(readFileSync(file, 'utf8'), options);
    if (!migration)
      throw new CommandError(`${file} has no http event: there is nothing to migrate`);
    const { before, after, refused, ...result } = migration;
    if (values.write && after !== before) writeFileSync(file, after);
    io.stdout.write(
      values.json
        ? `${JSON.stringify({ file, written: values.write, refused, ...result, ...(!values.write && { after }) }, null, 2)}\n`
        : textOf(migration, file, values.write),
    );
    return refused.length === 0 ? 0 : 1;
  },
};

function textOf(
  { before, after, moved, refused, done, byHand }: Migration,
  file: string,
  written: boolean,
): string {
  const section = (title: string, lines: readonly string[]): string =>
    lines.length === 0
      ? ''
      : `\n${title}\n${lines.map((line) => `  ${line.replaceAll('\n', '\n    ')}\n`).join('')}`;
  return [
    `${file}\n${diffOf(before, after)}`,
    section(written ? 'Moved' : 'Would move (--write does it)', moved),
    section('With it', done),
    section(
      'Stays with the REST API',
      refused.map(({ route, why }) => `${route}: ${why}`),
    ),
    section('Left to do by hand', byHand),
  ].join('');
}
