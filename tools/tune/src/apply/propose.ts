import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Applied, appliedIn, withEarlier, writeApplied } from './applied.ts';
import { LABEL } from './approval/proposal-marker.ts';
import type { ApplyOptions, Context, Outcome } from './context.ts';
import { gitIn } from './git.ts';
import type { RunFolder } from './run-folder.ts';
import { assertApplicable, changeText, configured, planFor } from './run-plan.ts';
import { commitMessage, issueText, pullRequestText, titleOf } from './texts.ts';

/**
 * Makes a branch with the change, and the texts that ask for it; pushes and opens them if wanted.
 *
 * @throws {CommandError} If something speaks against it, naming it; nothing was changed then.
 */
export async function propose(
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
  assertApplicable(run, onAws ? {} : configured(run, read), options);
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
