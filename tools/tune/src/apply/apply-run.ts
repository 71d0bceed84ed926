import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '@acado/command-line';
import { readIfThere } from '@acado/cost/source';
import { isSame } from '@acado/tuning';
import { nameOf } from '../report/format.ts';
import { type Applied, appliedIn, withEarlier, writeApplied } from './applied.ts';
import type { ApplyOptions, Context, Outcome } from './context.ts';
import { gitIn } from './git.ts';
import { objectionsTo } from './objections.ts';
import { readRun, type RunFolder } from './run-folder.ts';
import { writeSource } from './source/write-source.ts';
import { planSource, settingsIn, type SourcePlan } from './source/plan-source.ts';
import { commitMessage, issueText, pullRequestText, titleOf } from './texts.ts';

/** Label of the issues in which sizes are approved. */
export const LABEL = 'tuning';

/**
 * Does with a run what it recommends: at once, in the function and where its configuration is written, or as a
 * proposal that somebody approves.
 *
 * @param path Folder of the run.
 * @throws {CommandError} If something speaks against it, naming it; nothing was changed then.
 */
export async function applyRun(
  path: string,
  options: ApplyOptions,
  context: Context,
): Promise<Outcome> {
  const run = await readRun(context.workspace, path);
  const { result, service, functionKey } = run;
  const outcome: Outcome = {
    ...{ mode: options.mode, unchanged: false, run: run.name, patch: '', lines: [] },
    ...{ service: service.name, functionKey, stage: run.stage, strategy: result.strategy },
    sizes: [...new Set([result.current.memoryMb, result.recommendation.memoryMb])],
  };
  if (!result.recommendation.change)
    return {
      ...outcome,
      unchanged: true,
      lines: [`${functionKey} stays as it is, with ${nameOf(result.recommendation)}.`],
    };
  return options.mode === 'auto'
    ? applyNow(run, options, context, outcome)
    : propose(run, options, context, outcome);
}

async function applyNow(
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
  assertApplicable(run, options, { deployed, read });
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

async function propose(
  run: RunFolder,
  options: ApplyOptions,
  context: Context,
  outcome: Outcome,
): Promise<Outcome> {
  const { result, directory, service, functionKey } = run;
  const git = gitIn(context.workspace);
  const base = git.commitOf(options.base);
  const read = (file: string) => git.read(base, file);
  const onAws = result.context.target === 'aws';
  // Who only proposes may have no access to AWS: approving looks at the function itself.
  assertApplicable(run, options, { deployed: undefined, read, compare: !onAws });
  const plan = planFor(run, options, read);
  const { memoryMb, architecture } = result.recommendation;
  const branch = `tune/${[
    ...[service.name, functionKey],
    // One stage's proposal is none of another's.
    ...(onAws ? [run.stage] : []),
    memoryMb,
    ...(architecture === result.current.architecture ? [] : [architecture]),
  ].join('-')}`;
  const done = {
    ...outcome,
    ...{ branch, patch: plan.patch, unchanged: plan.patch === '' },
    lines: plan.changes.map(changeText),
  };
  if (done.unchanged)
    return { ...done, branch: undefined, lines: ['The configuration says so already'] };
  if (options.dryRun) return done;

  const commit = git.branchWith(branch, { base, patch: plan.patch, message: commitMessage(run) });
  const write = (file: string, text: string) => writeFileSync(join(directory, file), text);
  const request = { title: `Tune ${titleOf(run)}`, body: pullRequestText(run, plan) };
  write('pull-request.md', request.body);
  const workflowRun = process.env['GITHUB_RUN_ID'];
  const facts = {
    ...{ service: service.name, functionKey, stage: run.stage, branch, commit, run: run.name },
    ...(workflowRun && { workflowRun }),
  };
  write('issue.md', issueText(run, facts));
  const applied: Applied = {
    ...{ mode: 'manual', state: 'applied', at: context.now().toISOString() },
    ...{ service: service.name, functionKey, patch: plan.patch, branch, commit },
  };
  writeApplied(directory, withEarlier(applied, appliedIn(directory)));
  done.lines.push(`Branch ${branch}; pull-request.md and issue.md are beside the run`);
  if (!options.push) return { ...done, commit };

  git.push(branch);
  const onto = git.branchOf(options.base);
  const pullRequest = context.github.openPullRequest({ ...request, branch, base: onto });
  const body = issueText(run, { ...facts, pullRequest });
  write('issue.md', body);
  const issue = context.github.openIssue({ title: `Approve ${titleOf(run)}`, body, label: LABEL });
  return {
    ...{ ...done, commit, pullRequest, issue },
    lines: [...done.lines, `Pull request ${pullRequest}`, `Approve or deny in ${issue}`],
  };
}

function assertApplicable(
  { result, service, functionKey, stage, directory }: RunFolder,
  { force }: ApplyOptions,
  {
    deployed,
    read,
    compare = true,
  }: {
    deployed: Parameters<typeof objectionsTo>[1]['deployed'];
    read: (file: string) => string | undefined;
    compare?: boolean;
  },
): void {
  const source = settingsIn({ read, root: service.folder, functionKey, stage });
  const { memoryMb, architecture } = result.current;
  const asMeasured = { memorySize: String(memoryMb), architecture };
  const objections = objectionsTo(result, { deployed, source: compare ? source : asMeasured });
  if (objections.length === 0 || force) return;
  throw new CommandError(
    `${directory} is not applied:\n${objections.map((each) => `- ${each}`).join('\n')}\nMeasure again, or give --force`,
    1,
  );
}

/** A value that differs by stage is changed for the stage of the run, unless that is a laptop. */
function planFor(
  { result, service, functionKey, stage }: RunFolder,
  options: ApplyOptions,
  read: (file: string) => string | undefined,
): SourcePlan {
  const { memoryMb, architecture } = result.recommendation;
  const measured = result.context.target === 'aws' ? stage : undefined;
  return planSource({
    ...{ read, root: service.folder, functionKey, memoryMb, architecture },
    stage: options.stage ?? measured,
  });
}

const changeText = ({ file, line, name, before, after }: SourcePlan['changes'][number]): string =>
  `${file}:${line}: ${name} ${before} → ${after}`;
