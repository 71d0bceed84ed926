import { CommandError } from '@acado/command-line';
import type { ApplyOptions } from './context.ts';
import { type Now, objectionsTo } from './objections.ts';
import type { RunFolder } from './run-folder.ts';
import { planSource, settingsIn, type SourcePlan } from './source/plan-source.ts';

/** Text of a file of the workspace, be it of its working tree or of a commit. */
type Read = (file: string) => string | undefined;

/** What to compare with what was measured: on this machine that is what is configured. */
export const configured = ({ service, functionKey, stage }: RunFolder, read: Read): Now => ({
  source: settingsIn({ read, root: service.folder, functionKey, stage }),
});

/** @throws {CommandError} naming all that speaks against applying a run, unless forced. */
export function assertApplicable(
  { result, directory }: RunFolder,
  now: Now,
  { force }: Pick<ApplyOptions, 'force'>,
): void {
  const objections = objectionsTo(result, now);
  if (objections.length === 0 || force) return;
  throw new CommandError(
    `${directory} is not applied:\n${objections.map((each) => `- ${each}`).join('\n')}\nMeasure again, or give --force`,
    1,
  );
}

/** A value that differs by stage is changed for the stage of the run, unless that is a laptop. */
export function planFor(
  { result, service, functionKey, stage }: RunFolder,
  { stage: wanted }: Pick<ApplyOptions, 'stage'>,
  read: Read,
): SourcePlan {
  const { memoryMb, architecture } = result.recommendation;
  const measured = result.context.target === 'aws' ? stage : undefined;
  return planSource({
    ...{ read, root: service.folder, functionKey, memoryMb, architecture },
    stage: wanted ?? measured,
  });
}

/** `services/worker-b/serverless.yml:31: memorySize 512 → 1024`. */
export const changeText = ({
  file,
  line,
  name,
  before,
  after,
}: SourcePlan['changes'][number]): string => `${file}:${line}: ${name} ${before} → ${after}`;
