import { type Command, CommandError, readOptions } from '@acado/command-line';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDecisions } from '../check/options.ts';
import { gateOf } from './gate.ts';
import { inputsOf, SWITCH_OPTIONS, SWITCH_USAGE } from './options.ts';
import { makePlan } from './plan/make-plan.ts';
import type { Plan } from './plan/plan.ts';
import { runbookOf } from './plan/runbook.ts';

const usage = `Usage: npm run --silent migrate-http-api -- switch [options]

Plans how the traffic of a domain moves from a REST API to an HTTP API, and back: a runbook of commands of the AWS CLI with
what must be true before, what to watch, when to go on, how to go back and how long that takes, and CloudFormation
templates. It changes nothing.

${SWITCH_USAGE}
  --out <folder>           write runbook.md, plan.json, templates and scripts into it (default: print the runbook)
  --json                   print the plan machine-readable

Exit codes: 0 the plan is made; 1 something is blocked, nothing is planned; 2 wrong input or options.

Example:
  npm run --silent migrate-http-api -- switch --strategy weighted --domain api.example.com --hosted-zone Z0123456789ABC \\
    --rest-api a1b2c3d4e5/prod --http-api 'f6g7h8i9j0/$default' --out switch \\
    --certificate arn:aws:acm:us-east-1:111122223333:certificate/0d1e2f3a-0000-0000-0000-000000000000
`;

/** Plans the move of the traffic. */
export const switchTraffic: Command = {
  summary: 'plan how traffic moves to the HTTP API, and back',
  usage,
  async run(args, io) {
    const values = readOptions(args, SWITCH_OPTIONS);
    const inputs = inputsOf(values, values.region ?? process.env.AWS_REGION ?? 'us-east-1');
    const { strategy, region } = inputs;
    const { obstacles, preconditions } = gateOf(
      values.definition,
      { strategy, stage: values.stage },
      { ...readDecisions(values), traffic: { region } },
    );
    if (obstacles.length > 0 && !values.force)
      throw new CommandError(
        `Nothing is planned while something is blocked (--accept <rule> gives it up, --force plans all the same):\n${list(obstacles)}`,
        1,
      );
    const made = makePlan(inputs);
    const plan: Plan = {
      ...made,
      notes: [...obstacles.map((text) => `Blocked, and planned by force: ${text}`), ...made.notes],
      preconditions: [...preconditions, ...made.preconditions],
    };
    if (values.out !== undefined)
      for (const file of await writePlan(values.out, plan)) io.stderr.write(`${file}\n`);
    if (values.json) io.stdout.write(jsonOf(plan));
    else if (values.out === undefined) io.stdout.write(runbookOf(plan));
    return 0;
  },
};

const list = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n');

const jsonOf = (plan: Plan): string => `${JSON.stringify(plan, null, 2)}\n`;

async function writePlan(folder: string, plan: Plan): Promise<string[]> {
  const files = [
    { name: 'runbook.md', content: runbookOf(plan) },
    { name: 'plan.json', content: jsonOf(plan) },
    ...plan.files,
  ];
  await mkdir(folder, { recursive: true });
  for (const { name, content } of files) await writeFile(join(folder, name), content);
  return files.map(({ name }) => join(folder, name));
}
