import { type Command, CommandError, readOptions } from '@acado/command-line';
import { DEPLOYMENT_STATES, gitHubOf } from '../github.ts';

/** `record`: notes what happens to an environment. */
export const record: Command = {
  summary: 'Note at GitHub what an environment has',
  usage: `Usage: node tools/ci/src/cli.ts record --stage <stage> --commit <commit> [--state <state>]

Notes in a deployment of GitHub what plan compares with, and goes back to. What is begun
and not finished, or removed, makes the next deployment deploy everything.
Reads GITHUB_REPOSITORY and GH_TOKEN.

  --stage <stage>     environment
  --commit <commit>   in full
  --state <state>     success: the environment has the commit (default); in_progress: it is
                      going to; inactive: something was removed
  --json              what was noted, as JSON
  --help              this text

Exit codes: 0 noted, 1 GitHub does not answer, 2 wrong options or no token.
`,
  async run(args, { stdout, stderr }) {
    const {
      stage,
      commit,
      state: given,
      json,
    } = readOptions(args, {
      stage: { type: 'string' },
      commit: { type: 'string' },
      state: { type: 'string', default: 'success' },
      json: { type: 'boolean', default: false },
    });
    if (!stage || !commit) throw new CommandError('Name --stage and --commit\nSee --help');
    const state = DEPLOYMENT_STATES.find((each) => each === given);
    if (state === undefined)
      throw new CommandError(`--state: ${DEPLOYMENT_STATES.join(', ')}; not "${given}"`);
    const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env;
    const log =
      GITHUB_RUN_ID && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
    await gitHubOf(process.env).recordDeployment(stage, commit, state, log);
    if (json) stdout.write(`${JSON.stringify({ stage, commit, state })}\n`);
    else stderr.write(`${stage}, ${commit}: ${state}\n`);
    return 0;
  },
};
