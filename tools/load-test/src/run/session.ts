import { awsProblem, CommandError, type Io, listenForInterrupt } from '@acado/command-line';
import type { Model } from '../engine/model.ts';
import type { LoadOptions } from '../options/common-options.ts';
import type { LoadHead } from '../report/load-result.ts';
import { readScenario, readVariables } from '../scenario/read-scenario.ts';
import { type Scenario, withToken } from '../scenario/scenario.ts';
import { findScenario, findService, type Service } from '../service/find-service.ts';
import { openTarget } from '../target/open-target.ts';
import type { Target } from '../target/target.ts';
import { ROOT } from '../workspace.ts';
import { answeredBy, borrow, type Borrowed, functionKeys } from './borrow.ts';
import { checkReachable } from './check-reachable.ts';
import { type LoadPlan, setUp } from './run-load.ts';

/** A target that is ready for loads, and what is put right when they are over. */
export interface Session {
  service: Service;
  target: Target;
  signal: AbortSignal;
  say: (line: string) => void;
  model: Model;
  /** A load on the target, with the scenario of the options. */
  plan: (model: Model) => LoadPlan;
  /** What every report of it begins with. */
  head: () => LoadHead;
  /** Names of the functions that the load is about. */
  functionNames: () => string[];
  /** Functions of the service to be changed for a while: those of the options, else all that the scenario reaches. */
  borrow: () => Promise<Borrowed>;
}

const FORCED = 'Ended at once. What was changed is put back by the next test, or by restore\n';

/**
 * Opens the target, sends what the scenario wants done before, lets `work` do its work, and puts everything right,
 * however that ends.
 */
export async function withSession(
  options: LoadOptions,
  io: Io,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const service = findService(ROOT, options.service);
  const file = findScenario(ROOT, service, options.scenario);
  const scenario = withToken(readScenario({ ...options, root: ROOT, file }), options.token);
  const given = readVariables({ ...options, root: ROOT });
  const model = options.modelFor(scenario.thinkTimeMs);
  const keys = functionKeys(service, scenario, options.functions);
  const say = (line: string): void => void io.stderr.write(`${line}\n`);
  const interrupt = listenForInterrupt(() => {
    io.stderr.write(FORCED);
    process.exit(130);
  });
  const { signal } = interrupt;
  let target: Target | undefined;
  let giveBack: Borrowed['giveBack'] | undefined;
  try {
    target = await openTarget(options.target, { root: ROOT, service, say });
    const opened = { ...target, url: urlFor(scenario, target) };
    await checkReachable(opened.url);
    const variables = { ...scenario.variables, stage: opened.stage, ...given };
    const filled = { ...scenario, variables };
    const { timeoutMs } = options;
    const plan = (wanted: Model): LoadPlan => ({
      ...{ scenario: filled, baseUrl: opened.url, model: wanted, timeoutMs, signal },
    });
    if (scenario.setup.length > 0) say(`Sending the setup of ${file} …`);
    await setUp(plan(model));
    if (signal.aborted) return 130;
    return await work({
      ...{ service, target: opened, signal, say, model, plan },
      head: () => headOf(service, scenario, opened, { model, timeoutMs }),
      functionNames: () => (opened.aws ? keys.map(opened.aws.nameOf) : []),
      borrow: async () => {
        const borrowed = await borrow(opened, keys, say);
        giveBack = borrowed.giveBack;
        return { ...borrowed, answer: answeredBy(keys, service, scenario) };
      },
    });
  } catch (error) {
    throw awsProblem(error, target?.region ?? 'us-east-1') ?? error;
  } finally {
    try {
      for (const line of (await giveBack?.()) ?? []) say(line);
    } finally {
      await target?.close();
      interrupt.release();
    }
  }
}

/** @throws {CommandError} If it is Lambda's on AWS, where every request wants a signature. */
function urlFor({ api, file }: Scenario, { url, aws }: Target): string {
  if (api === 'http') return url;
  const endpoint = aws?.config.endpoint;
  if (endpoint !== undefined) return endpoint;
  throw new CommandError(`${file} talks to Lambda itself: only a local cloud takes that unsigned`);
}

const headOf = (
  { name: service }: Service,
  { name, file }: Scenario,
  { kind, url, stage, region }: Target,
  { model, timeoutMs }: Pick<LoadHead, 'model' | 'timeoutMs'>,
): LoadHead => ({
  ...{ service, scenario: { name, file }, target: { kind, url, stage, region } },
  ...{ model, timeoutMs },
});
