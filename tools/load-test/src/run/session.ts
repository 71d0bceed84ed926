import { awsProblem, CommandError, type Io, listenForInterrupt } from '@acado/command-line';
import type { Model } from '../engine/model.ts';
import type { LoadOptions } from '../options/common-options.ts';
import type { LoadHead } from '../report/load-result.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { findScenario, findService, type Service } from '../service/find-service.ts';
import { functionsBehind } from '../service/routes.ts';
import { BorrowedFunctions } from '../settings/borrowed-functions.ts';
import { fileJournal, noJournal } from '../settings/journal.ts';
import { openTarget } from '../target/open-target.ts';
import type { AwsAccess, Target } from '../target/target.ts';
import { JOURNAL_FOLDER, ROOT } from '../workspace.ts';
import { checkCertificate } from './check-certificate.ts';
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
  /** Functions of the service to be changed for a while: those of the options, else all that the scenario reaches. */
  borrow: () => Promise<{ functions: BorrowedFunctions; aws: AwsAccess }>;
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
  const scenario = readScenario({ ...options, root: ROOT, file });
  const model = options.modelFor(scenario.thinkTimeMs);
  const keys = functionKeys(service, scenario, options.functions);
  const say = (line: string): void => void io.stderr.write(`${line}\n`);
  const interrupt = listenForInterrupt(() => {
    io.stderr.write(FORCED);
    process.exit(130);
  });
  const { signal } = interrupt;
  let target: Target | undefined;
  let borrowed: BorrowedFunctions | undefined;
  try {
    target = await openTarget(options.target, { root: ROOT, service, say });
    const opened = { ...target, url: urlFor(scenario, target) };
    await checkCertificate(opened.url);
    const variables = { stage: opened.stage, ...scenario.variables };
    const filled = { ...scenario, variables };
    const { timeoutMs } = options;
    const plan = (wanted: Model): LoadPlan => ({
      ...{ scenario: filled, baseUrl: opened.url, model: wanted, timeoutMs, signal },
    });
    await setUp(plan(model));
    return await work({
      ...{ service, target: opened, signal, say, model, plan },
      head: () => headOf(service, scenario, opened, { model, timeoutMs }),
      borrow: async () => {
        const found = await borrow(opened, keys(), say);
        borrowed = found.functions;
        return found;
      },
    });
  } catch (error) {
    throw awsProblem(error, target?.region ?? 'us-east-1') ?? error;
  } finally {
    try {
      await borrowed?.giveBack();
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
  if (typeof endpoint === 'string') return endpoint;
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

function functionKeys(service: Service, scenario: Scenario, wanted: readonly string[]) {
  for (const key of wanted)
    if (!service.functions.includes(key))
      throw new CommandError(
        `--function: ${service.name} has no function "${key}"; it has ${service.functions.join(', ')}`,
      );
  return (): readonly string[] => {
    if (wanted.length > 0) return wanted;
    const found = functionsBehind(service.routes, scenario.requests);
    if (found.length > 0) return found;
    throw new CommandError(`No function answers what ${scenario.file} requests: use --function`);
  };
}

async function borrow(target: Target, keys: readonly string[], say: (line: string) => void) {
  const { aws, kind } = target;
  if (!aws)
    throw new CommandError('--url alone has no functions to change: add --target local or aws');
  const { lambdaSettings } = await import('../settings/lambda-settings.ts');
  const settings = lambdaSettings(aws.config);
  const { region, endpoint = process.env.AWS_ENDPOINT_URL } = aws.config;
  const functions = await BorrowedFunctions.borrow(
    {
      ...{ settings, region, endpoint: typeof endpoint === 'string' ? endpoint : undefined },
      // A cloud of its own ends with the run.
      journal: kind === 'local' ? noJournal : fileJournal(JOURNAL_FOLDER),
    },
    keys.map(aws.nameOf),
    say,
  );
  return { functions, aws };
}
