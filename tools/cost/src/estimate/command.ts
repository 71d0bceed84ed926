import { type Command, CommandError, readArguments } from '../command.ts';
import type { EstimateOptions } from './estimate.ts';
import { reportOf } from './load.ts';
import { reportJson, reportText } from './report.ts';
import { serviceFolder } from './service-folder.ts';

const usage = `Usage: npx nx cost <service> [-- options]

Prices a service for a million business events: what its compiled template says (memory,
architecture, API type, batch sizes, queues, rules, alarms) with what was measured
(services/<service>/usage.json). What a month costs whatever happens is listed apart.

  --json                    machine-readable, with every usage line
  --region REGION           default us-east-1
  --events-per-month N      for the logs that a month keeps; default 1000000
  --retry-rate SHARE        what if this share of the tries of a message failed (0 to 1)
  --dead-letter-rate SHARE  what if this share of the messages failed every time (0 to 1)

Exit codes: 0 priced; 2 wrong input: a service, region, function or file is unknown, or was not
measured; it is named.
`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  region: { type: 'string', default: 'us-east-1' },
  'events-per-month': { type: 'string', default: '1000000' },
  'retry-rate': { type: 'string' },
  'dead-letter-rate': { type: 'string' },
} as const;

/** Prices a service. */
export const estimateCommand: Command = {
  summary: 'price a service from its template and its measured usage',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const folder = serviceFolder(process.cwd(), positionals[0]);
    const options: EstimateOptions = {
      region: values.region,
      eventsPerMonth: numberOf('events-per-month', values['events-per-month'], 1e15),
      failures: {
        retryRate: share('retry-rate', values['retry-rate']),
        deadLetterRate: share('dead-letter-rate', values['dead-letter-rate']),
      },
    };
    const report = await reportOf(folder, options);
    io.stdout.write(
      values.json ? `${JSON.stringify(reportJson(report), null, 2)}\n` : reportText(report),
    );
    return 0;
  },
};

const share = (name: string, text: string | undefined): number | undefined =>
  text === undefined ? undefined : numberOf(name, text, 1);

function numberOf(name: string, text: string, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= max))
    throw new CommandError(`--${name}: expected a number from 0 to ${max}, not "${text}"`);
  return value;
}
