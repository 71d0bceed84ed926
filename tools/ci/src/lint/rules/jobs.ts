import type { Rule } from '../workflow.ts';

/** Without a limit a job that hangs is paid for six hours. */
export const timeouts: Rule = ({ isAction, jobs }) =>
  jobs.flatMap(({ id, uses, 'timeout-minutes': minutes }) =>
    isAction || uses !== undefined || minutes !== undefined
      ? []
      : [`${id}: timeout-minutes is missing`],
  );

/** Pull requests replace their own runs; what changes an environment is never stopped half-way, nor does it meet another. */
export const concurrency: Rule = ({ triggers, content, jobs }) => {
  const ofRun =
    'pull_request' in triggers && content.concurrency === undefined
      ? ['concurrency is missing: an outdated run of a pull request goes on']
      : [];
  return [
    ...ofRun,
    ...jobs.flatMap(({ id, environment, concurrency: limit }) => {
      if (environment === undefined) return [];
      if (limit === undefined || !limit.group.includes('stage'))
        return [`${id}: concurrency of the environment is missing`];
      return 'cancel-in-progress' in limit && limit['cancel-in-progress'] === false
        ? []
        : [`${id}: cancel-in-progress: false is missing: half a deployment is none`];
    }),
  ];
};

/** The one check that is required must know all the others. */
export const aggregate: Rule = ({ triggers, jobs }) => {
  if (!('pull_request' in triggers)) return [];
  const last = jobs.filter((job) => job.if === 'always()');
  if (last.length !== 1)
    return [`${last.length} jobs run always(): there is to be one that needs all others`];
  return jobs
    .filter((job) => job !== last[0] && !last[0]!.needs.includes(job.id))
    .map(({ id }) => `${last[0]!.id}: does not need ${id}`);
};

/** The default shell goes on after a pipe that failed. */
export const shell: Rule = ({ isAction, content, jobs }) => {
  const scripts = jobs.flatMap(({ steps }) => steps.filter(({ run }) => run !== undefined));
  const bash = isAction
    ? scripts.every((step) => step.shell === 'bash')
    : scripts.length === 0 || content.defaults?.run.shell === 'bash';
  return bash ? [] : ['scripts do not run in bash (defaults: { run: { shell: bash } })'];
};
