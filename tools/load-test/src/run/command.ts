import { awsProblem, type Command, listenForInterrupt } from '@acado/command-line';
import { resolve } from 'node:path';
import { type LoadOptions, readLoadOptions } from '../options/common-options.ts';
import { COMMON_USAGE } from '../options/usage.ts';
import { judge } from '../report/thresholds.ts';
import type { LoadResult } from '../report/load-result.ts';
import { resultText } from '../report/text.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { findScenario, findService, type Service } from '../service/find-service.ts';
import { openTarget } from '../target/open-target.ts';
import type { Target } from '../target/target.ts';
import { checkCertificate } from './check-certificate.ts';
import { createLiveView } from './progress.ts';
import { runLoad, setUp } from './run-load.ts';

const usage = `Usage: npx nx load-test <service> [options]
       node tools/load-test/src/cli.ts run <service> [options]

Sends a mix of requests to a service and measures latency, throughput and errors.

${COMMON_USAGE}
Ctrl-C ends the load; the report is of what was done until then.

Exit codes: 0 done; 1 a threshold fails, or the setup does; 2 wrong input; 130 stopped.

Example: npx nx load-test crud-api --users 10 --duration 2m --max-p95 500
`;

/** Makes a load on a service. */
export const run: Command = {
  summary: 'send a mix of requests to a service, and measure',
  usage,
  async run(args, io) {
    const options = readLoadOptions(args);
    const root = resolve(import.meta.dirname, '../../../..');
    const service = findService(root, options.service);
    const scenario = scenarioOf(root, service, options);
    const interrupt = listenForInterrupt(() => process.exit(130));
    const say = (line: string): void => void io.stderr.write(`${line}\n`);
    let target: Target | undefined;
    try {
      target = await openTarget(options.target, { root, service, say });
      await checkCertificate(target.url);
      const plan = {
        scenario: { ...scenario, variables: { stage: target.stage, ...scenario.variables } },
        ...{ baseUrl: target.url, model: options.model, timeoutMs: options.timeoutMs },
        signal: interrupt.signal,
      };
      await setUp(plan);
      const view = createLiveView(io.stderr, options.model.durationMs);
      const startedAt = new Date();
      const measurement = await runLoad({ ...plan, view });
      const result: LoadResult = {
        ...{ kind: 'load-test', version: 1, service: service.name },
        scenario: { name: scenario.name, file: scenario.file },
        target: { kind: target.kind, url: target.url, stage: target.stage, region: target.region },
        ...{ model: options.model, timeoutMs: options.timeoutMs },
        ...{ startedAt: startedAt.toISOString(), finishedAt: new Date().toISOString() },
        interrupted: interrupt.signal.aborted,
        thresholds: judge(options.limits, options.model, measurement),
        measurement,
      };
      io.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : resultText(result));
      if (result.interrupted) return 130;
      return result.thresholds.every(({ ok }) => ok) ? 0 : 1;
    } catch (error) {
      throw awsProblem(error, target?.region ?? 'us-east-1') ?? error;
    } finally {
      await target?.close();
      interrupt.release();
    }
  },
};

function scenarioOf(root: string, service: Service, options: LoadOptions): Scenario {
  const file = findScenario(root, service, options.scenario);
  return readScenario({ ...options, root, file });
}
