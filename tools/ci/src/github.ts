import { CommandError } from '@acado/command-line';
import { z } from 'zod';

/** What the commands ask of GitHub. Commits are full ids, newest first. */
export interface GitHub {
  /** Commits of a branch for whose pushes a workflow succeeded; those of the last 100 successes, or that one commit. */
  greenCommits: (workflow: string, branch: string, commit?: string) => Promise<string[]>;
  /** The commit that an environment has; `undefined` before the first deployment. */
  deployedCommit: (environment: string) => Promise<string | undefined>;
  /** Notes that an environment has a commit. */
  recordDeployment: (environment: string, commit: string, log?: string) => Promise<void>;
}

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

  return {
    greenCommits: async (workflow, branch, commit) => {
      const which = new URLSearchParams({
        ...{ branch, event: 'push', status: 'success', per_page: '100' },
        ...(commit !== undefined && { head_sha: commit }),
      });
      const found = await ask(runsSchema, `actions/workflows/${workflow}/runs?${which.toString()}`);
      return found.workflow_runs.map(({ head_sha }) => head_sha);
    },
    deployedCommit: async (environment) => {
      const which = new URLSearchParams({ environment, task: TASK, per_page: '20' });
      for (const { id, sha } of await ask(deploymentsSchema, `deployments?${which.toString()}`)) {
        const statuses = await ask(statusesSchema, `deployments/${id}/statuses`);
        // GitHub calls earlier ones inactive; of the newest, success is the only state that we write.
        if (statuses.some(({ state }) => state === 'success')) return sha;
      }
      return undefined;
    },
    recordDeployment: async (environment, commit, log) => {
      const { id } = await ask(z.object({ id: z.number() }), 'deployments', {
        ...{ ref: commit, task: TASK, environment, auto_merge: false, required_contexts: [] },
        production_environment: environment === 'prod',
      });
      await ask(z.unknown(), `deployments/${id}/statuses`, { state: 'success', log_url: log });
    },
  };
}
