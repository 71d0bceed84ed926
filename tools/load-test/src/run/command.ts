import type { Command, Io } from '@acado/command-line';
import { compareMemory } from '../compare/compare-memory.ts';
import { type LoadOptions, readLoadOptions } from '../options/common-options.ts';
import { COMMON_USAGE } from '../options/usage.ts';
import type { LoadResult } from '../report/load-result.ts';
import { judge } from '../report/thresholds.ts';
import { resultText } from '../report/text.ts';
import { writeReport } from '../report/write-report.ts';
import { explainErrors, measure, warmUp } from './measure.ts';
import { type Session, withSession } from './session.ts';

const usage = `Usage: npx nx load-test <service> [options]
       npm run --silent load-test -- run <service> [options]

Sends a mix of requests to a service and measures latency, throughput and errors.

${COMMON_USAGE}
Functions of the service, changed for the test and put back after it
  --memory <mb,…>         compares these sizes: see compare --help
  --reserved-concurrency <n>   of each of them
  --function <key>        as in serverless.yml; may be repeated. Default: all that the requests reach

Ctrl-C ends the load; the report is of what was done until then. A second one ends at once.

Exit codes: 0 done; 1 a threshold fails, or the setup does; 2 wrong input; 130 stopped.

Examples: npx nx load-test crud-api --users 10 --duration 2m --max-p95 500
          npx nx load-test crud-api --memory 128,1024
`;

/** Makes a load on a service. */
export const run: Command = {
  summary: 'send a mix of requests to a service, and measure',
  usage,
  async run(args, io) {
    const options = readLoadOptions(args);
    const { memory } = options;
    return withSession(options, io, (session) =>
      memory ? compareMemory({ ...options, memory }, session, io) : runOnce(options, session, io),
    );
  },
};

async function runOnce(options: LoadOptions, session: Session, io: Io): Promise<number> {
  const { reservedConcurrency, limits, json } = options;
  const { model } = session;
  const borrowed = reservedConcurrency === undefined ? undefined : await session.borrow();
  if (reservedConcurrency !== undefined) await borrowed?.functions.reserve(reservedConcurrency);
  await warmUp(session, options.warmUpMs ?? 0);
  if (session.signal.aborted) return 130;
  const measured = await explainErrors(session, await measure(session, model, io));
  const functions = borrowed?.functions.states() ?? [];
  const result: LoadResult = {
    ...{ kind: 'load-test', version: 1, ...session.head(), ...measured },
    interrupted: session.signal.aborted,
    ...(reservedConcurrency !== undefined && {
      reservedConcurrency: {
        executions: reservedConcurrency,
        functions: functions.map(({ name }) => name),
      },
    }),
    thresholds: judge(limits, model, measured.measurement),
  };
  io.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : resultText(result));
  for (const file of writeReport(result, options.report)) session.say(file);
  if (result.interrupted) return 130;
  return result.thresholds.every(({ ok }) => ok) ? 0 : 1;
}
