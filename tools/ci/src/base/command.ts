import { type Command, readOptions } from '@acado/command-line';
import { gitIn, type Git } from '../git.ts';
import { gitHubOf, type GitHub } from '../github.ts';

/** Compared with it, everything is new. */
export const NOTHING = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** What a run of ci compares with. */
export async function baseOf(
  env: NodeJS.ProcessEnv,
  git: Git,
  github: GitHub,
): Promise<{ base: string; because: string }> {
  if (env.GITHUB_EVENT_NAME !== 'push') {
    // Of a pull request onto another branch, too: GitHub takes its checks for good when it is pointed at main later.
    const base = git.mergeBase('origin/main', 'HEAD');
    if (base !== undefined) return { base, because: 'where the change left main' };
  } else {
    const branch = env.GITHUB_REF_NAME ?? 'main';
    const green = await github.greenCommits('ci.yml', branch);
    const base = green.find((commit) => git.isAncestor(commit, 'HEAD'));
    if (base !== undefined) return { base, because: `the last commit of ${branch} that was green` };
  }
  return { base: NOTHING, because: 'nothing to compare with: everything is affected' };
}

/** `base`: what `nx affected` compares with in a job of GitHub Actions. */
export const base: Command = {
  summary: 'What nx affected compares with in a job of GitHub Actions',
  usage: `Usage: node tools/ci/src/cli.ts base >> "$GITHUB_ENV"

Prints NX_BASE=<commit>: for a push the branch's last commit whose ci was green, for
everything else where the change left main. Where there is none, everything
is affected. Reads the variables of GitHub Actions, and GH_TOKEN for pushes.

  --json        the commit, and why it, as JSON
  --help        this text

Exit codes: 0 printed, 1 GitHub does not answer, 2 wrong options or no token.
`,
  async run(args, { stdout, stderr }) {
    const { json } = readOptions(args, { json: { type: 'boolean', default: false } });
    const found = await baseOf(process.env, gitIn('.'), gitHubOf(process.env));
    stderr.write(`${found.base}: ${found.because}\n`);
    stdout.write(json ? `${JSON.stringify(found)}\n` : `NX_BASE=${found.base}\n`);
    return 0;
  },
};
