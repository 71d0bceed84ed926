import { awsProblem, type Command, CommandError, listenForInterrupt } from '@acado/command-line';
import { InputError, parseInput } from '@acado/tuning';
import { basename, resolve } from 'node:path';
import type { LocalOptions } from './local-target.ts';
import { readRunOptions, type RunOptions } from './options.ts';
import { executionInput, planFunctions } from './plan.ts';
import { findService } from './service.ts';
import type { Target } from './target.ts';
import { tune, type Tuning } from './tune.ts';

const usage = `Usage: npx nx tune <service> [--function <key>] [options]
       npm run tune -- run <service> [--function <key>] [options]   (after npx nx package)

Measures a function at several memory sizes and recommends one. The input is
services/<service>/tuning/<key>.json; options override its fields. Without --function: all functions
of the service that have an input, in one execution.

  --function <key>        as in serverless.yml; may be repeated
  --strategy <s>          cost, speed or balanced
  --num <n>               invocations per size; with adaptive sampling the most of them
  --powerValues <mb,…>    sizes, or ALL
  --sampling <s>          fixed or adaptive
  --architectures <a,…>   x86_64, arm64
  --maxP95Ms <ms>         refuse sizes with a longer p95
  --payload <file>        JSON to invoke with, in place of the input's; without an input it is enough
  --input <file>          another input than the committed one

  --target <t>            local (default): a cloud of its own on this machine, from the packages;
                          aws: what is deployed, by the deployed power-tuner
  --stage <s>             aws only; default dev
  --region <r>            default us-east-1, as of a deployment
  --apply <how>           auto: change the function and its serverless.yml; manual: prepare that for approval
  --out <folder>          reports go below it; default reports/history
  --json                  print the result as JSON and nothing else

Ctrl-C stops the run and waits until the function is as it was; a second one ends at once.

Exit codes: 0 tuned; 1 tuning failed; 2 wrong input; 130 stopped.
`;

/** Tunes functions of a service. */
export const run: Command = {
  summary: 'find the memory size of functions, on this machine or on AWS',
  usage,
  async run(args, io) {
    const options = readRunOptions(args);
    const tuning = plan(options, resolve(import.meta.dirname, '../../../..'));
    let target: Target | undefined;
    let removeFolder = (): void => undefined;
    const interrupt = listenForInterrupt(() => {
      removeFolder();
      process.exit(130);
    });
    const onFolder = (remove: () => void): void => {
      removeFolder = remove;
    };
    try {
      target = await open(options, tuning, { io, onFolder });
      const { out, apply, json } = options;
      return await tune({ ...tuning, out, apply, json, target, io, signal: interrupt.signal });
    } catch (error) {
      if (interrupt.signal.aborted && !(error instanceof CommandError))
        throw new CommandError('Stopped', 130);
      throw awsProblem(error, options.region) ?? error;
    } finally {
      await target?.close();
      interrupt.release();
    }
  },
};

/** What is to be done; all that can be wrong with it is found before anything is started. */
function plan(options: RunOptions, root: string): Tuning {
  const service = findService(root, options.service);
  const folder = { root, service, stage: options.stage };
  const functions = planFunctions(folder, options);
  try {
    // Whatever the account and the region turn out to be.
    const arnOf = (name: string): string =>
      `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
    const { functions: inputs } = parseInput(executionInput(functions, arnOf));
    return { ...folder, functions: functions.map((one, at) => ({ ...one, num: inputs[at]!.num })) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const problems = error.problems.map(({ field, message }) => `  ${field}: ${message}`);
    throw new CommandError(`The input is wrong:\n${problems.join('\n')}`);
  }
}

async function open(
  { target, region, stage }: RunOptions,
  { root, service }: Tuning,
  given: Pick<LocalOptions, 'io' | 'onFolder'>,
): Promise<Target> {
  if (target === 'aws') {
    const { openAwsTarget } = await import('./aws-target.ts');
    return openAwsTarget(stage, region);
  }
  // Only here: the local cloud takes longer to load than wrong options to explain.
  const { openLocalTarget } = await import('./local-target.ts');
  const { together: services } = service;
  given.io.stderr.write(`Starting ${services.map((folder) => basename(folder)).join(', ')} …\n`);
  return openLocalTarget({ root, services, region, ...given });
}
