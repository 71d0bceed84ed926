import type { Rule } from '../workflow.ts';

const isEmpty = (permissions: unknown) =>
  typeof permissions === 'object' && permissions !== null && Object.keys(permissions).length === 0;

/** Nothing by default, and each job what it says. */
export const permissions: Rule = ({ isAction, content, jobs }) => {
  if (isAction) return [];
  const top = isEmpty(content.permissions) ? [] : ['permissions: {} is missing at the top'];
  return [
    ...top,
    ...jobs.flatMap(({ id, permissions: granted }) =>
      typeof granted === 'object' ? [] : [`${id}: declares no permissions of its own, one by one`],
    ),
  ];
};

/** A token that AWS takes is given to jobs that assume a role, in an environment that can be protected. */
export const roles: Rule = ({ jobs }) =>
  jobs.flatMap(({ id, permissions: granted, uses, environment, steps }) => {
    const mayAssume = typeof granted === 'object' && granted['id-token'] === 'write';
    const assumes = steps.some(
      (step) => step.uses?.startsWith('aws-actions/') && step.with['role-to-assume'] !== undefined,
    );
    if (uses !== undefined) return [];
    if (mayAssume !== assumes)
      return [
        assumes
          ? `${id}: assumes a role without id-token: write`
          : `${id}: id-token: write, but assumes no role`,
      ];
    return assumes && environment === undefined
      ? [`${id}: assumes a role outside of an environment`]
      : [];
  });

/** These run with the repository's own token and secrets on what strangers send. */
export const triggers: Rule = ({ triggers: on }) => {
  const run = on['workflow_run'];
  const anyBranch =
    'workflow_run' in on && !(typeof run === 'object' && run !== null && 'branches' in run);
  return [
    ...('pull_request_target' in on
      ? ['pull_request_target runs with secrets for anybody: pull_request']
      : []),
    ...(anyBranch ? ['workflow_run names no branches: any fork may start it'] : []),
  ];
};

/** What is put into a script by an expression is run as it stands: hand it over in env. */
export const scripts: Rule = ({ jobs }) =>
  jobs.flatMap(({ id, steps }) =>
    steps.flatMap(({ name, run, with: inputs }) =>
      [run, inputs['script']].some((script) => typeof script === 'string' && script.includes('${{'))
        ? [
            `${id}: "${name ?? run?.split('\n')[0]}" has an expression in its script: hand it over in env`,
          ]
        : [],
    ),
  );
