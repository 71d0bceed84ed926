import { CommandError } from '@acado/command-line';
import { z } from 'zod';

/** What the commands ask of GitHub. Commits are full ids, newest first. */
export interface GitHub {
  /** Commits of a branch for whose pushes a workflow succeeded; those of the last 100 successes, or that one commit. */
  greenCommits: (workflow: string, branch: string, commit?: string) => Promise<string[]>;
  deployed: (environment: string) => Promise<Deployed>;
  /** Notes what happens to an environment; `success` is that it has the commit. */
  recordDeployment: (
    environment: string,
    commit: string,
    state: DeploymentState,
    log?: string,
  ) => Promise<void>;
}

/** What an environment has. */
export interface Deployed {
  /** The last commit that was deployed and tried; `undefined` before the first. */
  commit: string | undefined;
  /** Nothing was begun since that did not come to its end, and nothing was removed. */
  isSettled: boolean;
}

export const DEPLOYMENT_STATES = ['success', 'in_progress', 'inactive'] as const;
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number];

/** Tells our records from those that GitHub makes for every job with an environment. */
const TASK = 'deploy:stacks';

const runsSchema = z.object({ workflow_runs: z.array(z.object({ head_sha: z.string() })) });
const deploymentsSchema = z.array(z.object({ id: z.number(), sha: z.string() }));
const statusesSchema = z.array(z.object({ state: z.string() }));

/**
 * GitHub as a job of its Actions sees it.
 *
 * @param env `GH_TOKEN`, and what every job has: `GITHUB_REPOSITORY`, `GITHUB_API_URL`.
 * @throws {CommandError} from each call: without a token, and with what GitHub says.
 */
export function gitHubOf(env: NodeJS.ProcessEnv): GitHub {
  const { GITHUB_REPOSITORY, GITHUB_API_URL = 'https://api.github.com', GH_TOKEN } = env;
  const ask = async <Answer>(schema: z.ZodType<Answer>, path: string, body?: unknown) => {
    if (!GITHUB_REPOSITORY || !GH_TOKEN)
      throw new CommandError('Set GITHUB_REPOSITORY (owner/name) and GH_TOKEN');
    const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${GH_TOKEN}`,
        'x-github-api-version': '2022-11-28',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    }).catch((error: Error) => {
      throw new CommandError(`GitHub (${path}): ${error.message}`, 1);
    });
    if (!response.ok)
      throw new CommandError(`GitHub (${path}): ${response.status} ${await response.text()}`, 1);
    return schema.parse(await response.json());
  };

  /** Ours, the newest first. */
  const deployments = (environment: string) => {
    const which = new URLSearchParams({ environment, task: TASK, per_page: '20' });
    return ask(deploymentsSchema, `deployments?${which.toString()}`);
  };
  /** GitHub calls a success inactive as soon as there is another one. */
  const succeeded = async (id: number) =>
    (await ask(statusesSchema, `deployments/${id}/statuses`)).some(
      ({ state }) => state === 'success',
    );

  return {
    greenCommits: async (workflow, branch, commit) => {
      const which = new URLSearchParams({
        ...{ branch, event: 'push', status: 'success', per_page: '100' },
        ...(commit !== undefined && { head_sha: commit }),
      });
      const found = await ask(runsSchema, `actions/workflows/${workflow}/runs?${which.toString()}`);
      return found.workflow_runs.map(({ head_sha }) => head_sha);
    },
    deployed: async (environment) => {
      const [newest, ...earlier] = await deployments(environment);
      const isSettled = newest === undefined || (await succeeded(newest.id));
      if (isSettled) return { commit: newest?.sha, isSettled };
      for (const { id, sha } of earlier) if (await succeeded(id)) return { commit: sha, isSettled };
      return { commit: undefined, isSettled };
    },
    recordDeployment: async (environment, commit, state, log) => {
      const [newest] = await deployments(environment);
      const isUnderWay = newest?.sha === commit && !(await succeeded(newest.id));
      const { id } = isUnderWay
        ? newest
        : await ask(z.object({ id: z.number() }), 'deployments', {
            ...{ ref: commit, task: TASK, environment, auto_merge: false, required_contexts: [] },
            production_environment: environment === 'prod',
          });
      await ask(z.unknown(), `deployments/${id}/statuses`, { state, log_url: log });
    },
  };
}
