import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Command, CommandError, readOptions } from '@acado/command-line';
import { parse } from 'yaml';
import { z } from 'zod';
import { gitIn } from '../git.ts';
import { gitHubOf } from '../github.ts';
import { type Plan, planDeployment } from './plan.ts';

const budgetSchema = z.object({
  services: z.record(
    z.string(),
    z.object({ usdPerMillionEvents: z.number(), usdPerMonth: z.number() }),
  ),
});

/** `plan`: what a deployment has to do. */
export const plan: Command = {
  summary: 'What a deployment of a commit to an environment has to do',
  usage: `Usage: node tools/ci/src/cli.ts plan --stage <stage> --commit <commit> [options]

Prints Markdown for the run's summary: the services whose package differs from what the
environment has, and what they may cost. Only commits of main for which ci was green are
deployed, and none that is older than what the environment has.
Reads GITHUB_REPOSITORY and GH_TOKEN.

  --stage <stage>     environment
  --commit <commit>   in full
  --older             the environment may have a later commit: to go back
  --output <file>     adds services, rollback (names with commas), smoke (with blanks),
                      previous (commit) and force (--force where the last deployment or
                      removal was not finished)
  --json              the plan as JSON, instead of Markdown
  --help              this text

Exit codes: 0 planned, 1 not to be deployed (it says why) or GitHub does not answer, 2 wrong
options or no token.
`,
  async run(args, { stdout }) {
    const { stage, commit, older, output, json } = readOptions(args, {
      stage: { type: 'string' },
      commit: { type: 'string' },
      older: { type: 'boolean', default: false },
      output: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    if (!stage || !commit) throw new CommandError('Name --stage and --commit\nSee --help');
    const found = await planDeployment(
      { stage, commit, older },
      { git: gitIn('.'), github: gitHubOf(process.env), affectedServices, smokeable },
    );
    stdout.write(
      json ? `${JSON.stringify({ stage, commit, ...found })}\n` : summary(stage, commit, found),
    );
    if (output !== undefined)
      appendFileSync(
        output,
        [
          `services=${found.services.join(',')}`,
          `rollback=${found.rollback.join(',')}`,
          `smoke=${found.smoke.join(' ')}`,
          `previous=${found.previous ?? ''}`,
          // The framework takes what an update that failed has uploaded for deployed.
          `force=${found.isSettled ? '' : '--force'}`,
          '',
        ].join('\n'),
      );
    return 0;
  },
};

const smokeable = () =>
  globSync('services/*/smoke')
    .map((folder) => basename(dirname(folder)))
    .sort();

function affectedServices(files: string[] | undefined): string[] {
  if (files?.length === 0) return [];
  const which = files === undefined ? [] : ['--affected', '--stdin'];
  const answer = execFileSync(
    'npx',
    ['nx', 'show', 'projects', '--withTarget', 'deploy', '--json', ...which],
    { encoding: 'utf8', input: files?.join('\n') ?? '', stdio: ['pipe', 'pipe', 'inherit'] },
  );
  return z.array(z.string()).parse(JSON.parse(answer)).sort();
}

function summary(stage: string, commit: string, { services, previous, isSettled }: Plan): string {
  const from = previous === undefined ? 'nothing yet' : `\`${previous.slice(0, 8)}\``;
  const since = isSettled
    ? ''
    : 'Something was begun since and not finished, or removed: all services are deployed.\n\n';
  const title = `### ${stage}: ${from} → \`${commit.slice(0, 8)}\`\n\n${since}`;
  if (services.length === 0) return `${title}No service differs: nothing to deploy.\n`;
  const budgets = existsSync('cost-budget.yml')
    ? budgetSchema.parse(parse(readFileSync('cost-budget.yml', 'utf8'))).services
    : {};
  const rows = services.map((service) => {
    const budget = budgets[service];
    return `| ${service} | ${budget?.usdPerMillionEvents ?? '–'} | ${budget?.usdPerMonth ?? '–'} |`;
  });
  return `${title}| service | USD per million events, at most | USD a month beside, at most |
| --- | ---: | ---: |
${rows.join('\n')}

As in \`cost-budget.yml\`, to which ci keeps. Deploying costs nothing but a few requests.
`;
}
