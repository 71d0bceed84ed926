import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Command, CommandError, type Io, readArguments } from '@acado/command-line';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { explained } from '../apply/command.ts';
import { findService, type Service } from '../run/service.ts';
import { checkService, type Finding } from './check-service.ts';
import { pastRuns } from './history.ts';

const usage = `Usage: npm run tune -- drift [service…] [options]

Compares each deployed function's memory, architecture, timeout and log format with what the
repository would deploy, and finds what interrupted runs of the tuner left. Says for each difference
which side to change, and how.

  --stage STAGE      default dev
  --region REGION    default us-east-1
  --param NAME=VALUE for packaging, such as auth=none; may be repeated
  --no-package       take the packages as they are in .serverless
  --json             machine-readable

Without a service: all of them. With AWS_ENDPOINT_URL: of the local cloud (--stage local).

Exit codes: 0 no difference; 1 there are differences; 2 wrong input, or something could not be read.
`;

const OPTIONS = {
  stage: { type: 'string', default: 'dev' },
  region: { type: 'string' },
  param: { type: 'string', multiple: true, default: [] },
  'no-package': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} satisfies NonNullable<Parameters<typeof readArguments>[1]>;

/** Where services are deployed unless told otherwise: `libs/serverless-config/provider.yml`. */
const DEFAULT_REGION = 'us-east-1';

/** Compares what is deployed with the repository. */
export const drift: Command = {
  summary: 'compare deployed functions with the repository',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const { stage, json, region = DEFAULT_REGION } = values;
    const workspace = process.cwd();
    const services = servicesNamed(workspace, positionals);
    if (!values['no-package']) packageServices(workspace, services, values);
    const client = new LambdaClient({ region });
    try {
      const runs = await pastRuns(workspace);
      const findings = await explained(region, async () => {
        const all: Finding[] = [];
        for (const service of services)
          all.push(...(await checkService(service, { workspace, stage, client, runs })));
        return all;
      });
      print(io, { stage, region, services: services.map(({ name }) => name), findings }, json);
      return findings.length > 0 ? 1 : 0;
    } finally {
      client.destroy();
    }
  },
};

function servicesNamed(workspace: string, names: readonly string[]): Service[] {
  const wanted =
    names.length > 0
      ? names
      : globSync('services/*/serverless.yml', { cwd: workspace })
          .map((file) => basename(dirname(file)))
          .sort();
  if (wanted.length === 0) throw new CommandError('There is no service here (services/*)');
  return wanted.map((name) => findService(workspace, name));
}

/** What is compared is what would be deployed now. */
function packageServices(
  workspace: string,
  services: readonly Service[],
  { stage, region, param }: { stage: string; region?: string | undefined; param: string[] },
): void {
  const projects = services.map(({ name }) => name).join(',');
  const { status, error } = spawnSync(
    join(workspace, 'node_modules/.bin/nx'),
    [
      ...['run-many', '--targets=package', `--projects=${projects}`, '--outputStyle=static'],
      ...[`--stage=${stage}`, ...param.map((each) => `--param=${each}`)],
      ...(region === undefined ? [] : [`--region=${region}`]),
    ],
    // Standard output is for the result.
    { cwd: workspace, stdio: ['ignore', 2, 2] },
  );
  if (error || status !== 0)
    throw new CommandError(
      `The services could not be packaged${error ? `: ${error.message}` : ', see above'}`,
    );
}

interface Answer {
  stage: string;
  region: string;
  services: string[];
  findings: Finding[];
}

function print({ stdout }: Io, answer: Answer, json: boolean): void {
  if (json) {
    stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  const { findings, services, stage, region } = answer;
  const where = `${services.join(', ')} at ${stage} in ${region}`;
  const head =
    findings.length === 0
      ? `No difference: ${where}`
      : `${findings.length} ${findings.length === 1 ? 'difference' : 'differences'}: ${where}`;
  stdout.write(`${[head, ...findings.map(text)].join('\n')}\n`);
}

function text(finding: Finding): string {
  return `\n${finding.function}: ${sentence(finding)}\n  ${finding.remedy}`;
}

function sentence(finding: Finding): string {
  switch (finding.kind) {
    case 'setting':
      return `${finding.name} is ${finding.deployed}, the repository says ${finding.repository} (${finding.at ?? 'by default'})`;
    case 'tuner':
      return `${finding.what} is what the tuning run ${finding.run} made`;
    case 'not deployed':
      return 'is not deployed';
    case 'not in the repository':
      return 'is deployed, but not in the repository';
  }
}
