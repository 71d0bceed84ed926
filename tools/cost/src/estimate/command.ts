import { type Command, CommandError, readArguments } from '@acado/command-line';
import { REGIONS } from '@acado/pricing';
import type { EstimateOptions } from './estimate.ts';
import { BUDGET_FILE } from '../gate/budget.ts';
import { COMMENTS, gate } from '../gate/gate.ts';
import { reportOf } from './load.ts';
import { reportJson, reportText } from './report.ts';
import { serviceFolder } from './service-folder.ts';

const usage = `Usage: npx nx cost <service> [options]               (this text: -- --help)
       npx nx affected -t cost --base=main

Prices a service for a million business events: what its compiled template says (memory,
architecture, API type, batch sizes, queues, rules, alarms) with what was measured
(services/<service>/usage.json). What a month costs whatever happens is listed apart.

With a base it compares the service with what it was where the change branched off, prints the
difference as a Markdown comment, which is left in ${COMMENTS}/<service>.md too, and fails when the
difference is over the budget in ${BUDGET_FILE} and larger than the noise of the measurement.

  --base REVISION           compare with it; default NX_BASE, which nx affected sets
  --json                    machine-readable, with every usage line
  --region REGION           default us-east-1
  --events-per-month N      for the logs that a month keeps; default 1000000
  --retry-rate SHARE        what if this share of the tries of a message failed (0 to 1)
  --dead-letter-rate SHARE  what if this share of the messages failed every time (0 to 1)

Exit codes: 0 priced, and within the budget; 1 over the budget; 2 wrong input: a service, region,
function, file or budget is unknown, or was not measured; it is named.
`;

const OPTIONS = {
  base: { type: 'string' },
  json: { type: 'boolean', default: false },
  region: { type: 'string', default: 'us-east-1' },
  'events-per-month': { type: 'string', default: '1000000' },
  'retry-rate': { type: 'string' },
  'dead-letter-rate': { type: 'string' },
} as const;

/** Prices a service, and the change to it. */
export const estimateCommand: Command = {
  summary: 'price a service, and what a change does to its cost',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const folder = serviceFolder(process.cwd(), positionals[0]);
    if (!isRegion(values.region))
      throw new CommandError(
        `--region: expected one of ${REGIONS.join(', ')}; not "${values.region}"`,
      );
    const options: EstimateOptions = {
      region: values.region,
      eventsPerMonth: numberOf('events-per-month', values['events-per-month'], 1e15),
      failures: {
        retryRate: share('retry-rate', values['retry-rate']),
        deadLetterRate: share('dead-letter-rate', values['dead-letter-rate']),
      },
    };
    const report = await reportOf(folder, options);
    const print = (text: string) => io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    const base = values.base ?? process.env['NX_BASE'];
    if (!base) {
      print(values.json ? JSON.stringify(reportJson(report), null, 2) : reportText(report));
      return 0;
    }
    const { comment, ...change } = await gate(folder, report, base);
    print(values.json ? JSON.stringify({ ...reportJson(report), change }, null, 2) : comment);
    return change.verdict.problems.length > 0 ? 1 : 0;
  },
};

const isRegion = (text: string): boolean => REGIONS.some((region) => region === text);

const share = (name: string, text: string | undefined): number | undefined =>
  text === undefined ? undefined : numberOf(name, text, 1);

function numberOf(name: string, text: string, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= max))
    throw new CommandError(`--${name}: expected a number from 0 to ${max}, not "${text}"`);
  return value;
}
