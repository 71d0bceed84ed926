import { type Command, CommandError, readOptions } from '@acado/command-line';
import { gitHubOf } from '../github.ts';

/** `record`: notes what an environment has. */
export const record: Command = {
  summary: 'Note at GitHub that an environment has a commit',
  usage: `Usage: node tools/ci/src/cli.ts record --stage <stage> --commit <commit>

Makes a successful deployment of GitHub: what plan compares with, and goes back to.
Reads GITHUB_REPOSITORY and GH_TOKEN.

  --stage <stage>     environment
  --commit <commit>   in full
  --help              this text

Exit codes: 0 noted, 1 GitHub does not answer, 2 wrong options or no token.
`,
  async run(args, { stderr }) {
    const { stage, commit } = readOptions(args, {
      stage: { type: 'string' },
      commit: { type: 'string' },
    });
    if (!stage || !commit) throw new CommandError('Name --stage and --commit\nSee --help');
    const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env;
    const log =
      GITHUB_RUN_ID && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
    await gitHubOf(process.env).recordDeployment(stage, commit, log);
    stderr.write(`${stage} has ${commit}\n`);
    return 0;
  },
};
