import type { Rule, Workflow } from '../workflow.ts';

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;

/** Tags move, commits do not: whoever takes over an action's repository gets nothing of ours. */
export const pinned: Rule = ({ text }) =>
  [...text.matchAll(/^\s*(?:- )?uses: *(\S+)(.*)$/gm)].flatMap(([, used = '', comment = '']) => {
    if (used.startsWith('./')) return [];
    if (!PINNED.test(used)) return [`${used} is not pinned by a commit in full`];
    return /^ # v\d+\.\d+\.\d+$/.test(comment)
      ? []
      : [`${used} lacks its version beside it (# v1.2.3)`];
  });

/** Two commits of one action are one update that was forgotten. */
export const sameVersion: Rule = (workflow, all) =>
  usedBy(workflow).flatMap((used) => {
    const [name = ''] = used.split('@');
    const first = all.flatMap(usedBy).find((each) => each.startsWith(`${name}@`));
    return first === used ? [] : [`${used} is another commit than ${first}`];
  });

const usedBy = ({ jobs }: Workflow): string[] =>
  jobs
    .flatMap(({ uses, steps }) => [uses, ...steps.map((step) => step.uses)])
    .filter((used) => used !== undefined && !used.startsWith('./'))
    .map(String);

/** What a step could steal is the token that checkout leaves behind. */
export const credentials: Rule = ({ jobs }) =>
  jobs.flatMap(({ id, permissions, steps }) => {
    const pushes = typeof permissions === 'object' && permissions['contents'] === 'write';
    return steps
      .filter(({ uses }) => uses?.startsWith('actions/checkout@'))
      .flatMap((step) =>
        pushes || step.with['persist-credentials'] === false
          ? []
          : [`${id}: checkout leaves its token behind: persist-credentials: false`],
      );
  });

/** What any job of main could have left there would run with the token, or the role, of one that may write. */
export const caches: Rule = ({ jobs }) =>
  jobs.flatMap(({ id, permissions, steps }) => {
    const writes = typeof permissions === 'object' && Object.values(permissions).includes('write');
    return writes && steps.some(({ with: inputs }) => inputs['cache'])
      ? [`${id}: may write, and restores a cache`]
      : [];
  });
