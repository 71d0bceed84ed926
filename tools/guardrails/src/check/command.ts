import { type Command, CommandError, readArguments } from '@acado/command-line';
import {
  checkService,
  type ServiceReport,
  UnreadableService,
} from '@acado/serverless-config/guardrails';
import type { CheckedService } from './overview.ts';
import { packageServices, servicesNamed } from './package-services.ts';
import { type PackagedService, readService } from './read-service.ts';
import { reportText } from './text.ts';
import { writeReport } from './write-report.ts';

const usage = `Usage: npm run guardrails [-- [check] [service…] [options]]

Checks packaged services against the rules, as of today: what is kept, what is broken, what is
exempt and until when. Packages what has changed first. Without a service: all of them.

  --stage STAGE      to package at; default local
  --no-package       take the packages as they are in .serverless
  --today DATE       judge as of another day, YYYY-MM-DD: what will be over by then?
  --report           also write reports/guardrails/ (HTML, Markdown, JSON)
  --json             machine-readable

Exit codes: 0 no errors (there may be warnings); 1 errors, or a service that could not be packaged;
2 wrong arguments.

Example: npm run guardrails -- worker-b --today 2027-06-01
`;

const OPTIONS = {
  stage: { type: 'string' },
  'no-package': { type: 'boolean', default: false },
  today: { type: 'string' },
  report: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} satisfies NonNullable<Parameters<typeof readArguments>[1]>;

/** The command, in a workspace and at a time. */
export const checkCommand = (workspace: () => string, now: () => Date): Command => ({
  summary: 'check packaged services against the rules (what is done without a command)',
  usage,
  async run(args, { stdout, stderr }) {
    const { values, positionals } = readArguments(args, OPTIONS);
    if (values.stage !== undefined && values['no-package'])
      throw new CommandError('--stage says how to package: leave it or --no-package out');
    const root = workspace();
    const today = dayOf(values.today) ?? now().toISOString().slice(0, 10);
    const names = servicesNamed(root, positionals);
    if (!values['no-package']) packageServices(root, names, values.stage);
    const services = names.map((name): CheckedService => {
      const service = readService(root, name);
      return { name, stage: service.stage, ...checked(service, today) };
    });
    if (values.report) stderr.write(`${writeReport(root, services, today).join('\n')}\n`);
    stdout.write(
      values.json ? `${JSON.stringify({ today, services }, null, 2)}\n` : reportText(services),
    );
    const findings = services.flatMap((service) => service.findings);
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
});

function checked(service: PackagedService, today: string): ServiceReport {
  try {
    return checkService(service, { today, outdated: 'error' });
  } catch (error) {
    throw error instanceof UnreadableService ? new CommandError(error.message) : error;
  }
}

/** Checks packaged services. */
export const check = checkCommand(
  () => process.cwd(),
  () => new Date(),
);

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new CommandError(`--today: Expected a day such as 2027-06-01, not "${text}"`);
  return text;
}
