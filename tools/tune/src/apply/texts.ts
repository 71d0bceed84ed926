import { plain } from '@acado/cost/render';
import { type Candidate, isSame, type Measurement } from '@acado/tuning';
import { failureText, groupsOf } from '../report/failure-groups.ts';
import { cheaper, faster, ms, nameOf, perMillion } from '../report/format.ts';
import { link } from '../report/markdown.ts';
import { proposalMarker, type ProposalFacts } from './approval/proposal-marker.ts';
import type { RunFolder } from './run-folder.ts';
import type { SourcePlan } from './source/plan-source.ts';

/** `worker-b storeOrders at prod: 1,024 MB, arm64`. */
export const titleOf = ({ service, functionKey, stage, result }: RunFolder): string =>
  `${service.name} ${functionKey}${result.context.target === 'aws' ? ` at ${stage}` : ''}: ${nameOf(result.recommendation)}`;

/** Message of the commit. */
export const commitMessage = (run: RunFolder): string => {
  const { service, functionKey, result } = run;
  const { recommendation, current } = result;
  return `perf(${service.name}): run ${functionKey} with ${nameOf(recommendation)}

It had ${nameOf(current)}. ${oneLine(recommendation.reason)}
Measured in ${run.name}.
`;
};

/** Message of the commit that takes it back. */
export const revertMessage = ({ service, functionKey, result }: RunFolder): string =>
  `revert(${service.name}): run ${functionKey} with ${nameOf(result.current)} again

With ${nameOf(result.recommendation)} it was worse than before when it was measured again.
`;

/** The pull request's text. */
export const pullRequestText = (run: RunFolder, { changes, patch }: SourcePlan): string =>
  `${summary(run)}
## The change

${changes.map(({ file, line, name, before, after }) => `- \`${file}:${line}\` ${name} ${before} → ${after}`).join('\n')}

\`\`\`diff
${patch.trimEnd()}
\`\`\`

Merging changes the configuration; the next deployment of ${run.service.name} the function. The tuning issue's
\`/approve\` does both, measures again and takes it back if it is worse.
`;

/** The issue's text: what is asked, and how to answer. */
export const issueText = (
  run: RunFolder,
  { pullRequest, ...facts }: ProposalFacts & { pullRequest?: string | undefined },
): string => `${summary(run)}
## Your decision

The change is ${pullRequest ?? `on the branch \`${facts.branch}\``}. Whoever may write to this repository answers with a comment:

| comment    | what happens                                                                                    |
| ---------- | ----------------------------------------------------------------------------------------------- |
| \`/approve\` | merges it, deploys ${run.service.name} to ${facts.stage}, measures again, and takes it back if it is worse |
| \`/deny\`    | closes pull request and issue, and deletes the branch                                           |

${proposalMarker(facts)}
`;

function summary({ name, result, service, functionKey, stage }: RunFolder): string {
  const { recommendation, current, measurements, stateMachine, context, failures } = result;
  const { costSaving, durationSaving } = recommendation;
  const saved = [
    ...(costSaving === undefined ? [] : [cheaper(costSaving)]),
    ...(durationSaving === undefined ? [] : [faster(durationSaving)]),
  ];
  const where =
    context.target === 'aws'
      ? `on AWS (${result.region}, stage ${stage})`
      : 'on a local cloud, where the CPU share of a size is modelled and the network is not';
  const failed = groupsOf(failures).map(
    (group) => `- ${group.sizes}, ${group.architecture}: ${quoted(failureText(group))}\n`,
  );
  return `**${functionKey}** of ${service.name} should have **${nameOf(recommendation)}** in place of ${nameOf(current)}${saved.map((each) => `, ${each}`).join('')}.
${plain(recommendation.reason)}

| size | average | p95 | per million | |
| ---- | ------: | --: | ----------: | - |
${measurements.map((each) => row(each, recommendation, current)).join('\n')}

${failed.join('')}${failed.length > 0 ? '\n' : ''}${link('Chart', stateMachine.visualization)} · ${result.invocations} invocations by strategy \`${result.strategy}\`, measured
${where} · run \`${name}\`
`;
}

function row(measured: Measurement, recommended: Candidate, current: Candidate): string {
  const mark = isSame(measured, recommended)
    ? 'recommended'
    : isSame(measured, current)
      ? 'now'
      : '';
  const { averageDurationMs, p95Ms, averageCostUsd, refusedBecause } = measured;
  const figures = [`${ms(averageDurationMs)} ms`, `${ms(p95Ms)} ms`, perMillion(averageCostUsd)];
  return `| ${[nameOf(measured), ...figures, plain(refusedBecause ?? mark)].join(' | ')} |`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Words of others, as code: neither markup, nor anybody's name, nor an issue's number. */
const quoted = (text: string): string => `\`${oneLine(text).replaceAll('`', "'")}\``;
