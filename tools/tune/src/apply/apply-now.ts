import { join } from 'node:path';
import { CommandError } from '@acado/command-line';
import { readIfThere } from '@acado/cost/source';
import { isSame } from '@acado/tuning';
import { nameOf } from '../report/format.ts';
import { appliedIn, withEarlier, writeApplied } from './applied.ts';
import type { ApplyOptions, Context, Outcome } from './context.ts';
import type { RunFolder } from './run-folder.ts';
import { assertApplicable, changeText, configured, planFor } from './run-plan.ts';
import { writeSource } from './source/write-source.ts';

/**
 * Changes the deployed function, if that was measured, and its configuration.
 *
 * @throws {CommandError} If something speaks against it, naming it; nothing was changed then.
 */
export async function applyNow(
  run: RunFolder,
  options: ApplyOptions,
  context: Context,
  outcome: Outcome,
): Promise<Outcome> {
  const { result, directory, service, functionKey } = run;
  const { recommendation, functionName: name } = result;
  const region = options.region ?? result.region;
  const onAws = result.context.target === 'aws';
  const functions = context.functions(region);
  const deployed = onAws ? await functions.describe(name) : undefined;
  if (onAws && !deployed) throw new CommandError(`There is no function ${name} in ${region}`, 1);
  const read = (file: string) => readIfThere(join(context.workspace, file));
  assertApplicable(run, deployed ? { deployed } : configured(run, read), options);
  const plan = planFor(run, options, read);

  const { memoryMb, architecture } = recommendation;
  const changes = deployed && !isSame(deployed, recommendation);
  const lines = [
    ...(changes
      ? [`${name}: ${nameOf(deployed)} → ${nameOf(recommendation)}`]
      : deployed
        ? [`${name} has ${nameOf(recommendation)} already`]
        : ['Measured on this machine: the next deployment changes the function']),
    ...plan.changes.map(changeText),
    ...(plan.patch === '' ? ['The configuration says so already'] : []),
  ];
  const done = { ...outcome, lines, patch: plan.patch };
  if (options.dryRun) return done;

  const applied = withEarlier(
    {
      ...{ mode: 'auto', state: 'applying', at: context.now().toISOString() },
      ...{ service: service.name, functionKey, patch: plan.patch },
      ...(changes && {
        function: {
          ...{ name, region },
          before: { memoryMb: deployed.memoryMb, architecture: deployed.architecture },
          after: { memoryMb, architecture },
        },
      }),
    },
    appliedIn(directory),
  );
  // Written first: whatever a killed process did of it can be undone.
  writeApplied(directory, applied);
  if (changes) await functions.configure(name, { memoryMb, architecture });
  writeSource(context.workspace, plan);
  writeApplied(directory, { ...applied, state: 'applied' });
  return done;
}
