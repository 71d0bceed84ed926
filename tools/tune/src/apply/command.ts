import { appendFileSync } from 'node:fs';
import { awsProblem, type Command, CommandError, readArguments } from '@acado/command-line';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { applyRun } from './apply-run.ts';
import type { Context, Outcome } from './context.ts';
import { awsFunctions } from './functions.ts';
import { ghIn } from './github.ts';
import { revertRun } from './revert-run.ts';

const usage = `Usage: npm run tune -- apply <run> [--mode auto|manual] [options]
       npm run tune -- apply --revert <run> [options]

Does what a run recommends. <run> is a folder of reports/history, or the result.json in it.

  --mode auto      changes the deployed function (not after a run on this machine), and the value in
                   the service's configuration, so that the next deployment does not take it back
  --mode manual    the default: makes a branch with the change, and pull-request.md and issue.md
                   beside the run; your files and your index stay as they are
  --push           of a proposal: push the branch, open pull request and issue (with gh)
  --base REVISION  of a proposal: what it changes; default HEAD
  --revert         take back what was applied, as applied.json beside the run tells it; with --push
                   on a branch of its own that is merged
  --stage STAGE    for values that differ by stage; default the run's
  --region REGION  default the run's
  --dry-run        say what would be done, with the diff
  --force          although the result is not certain, or the function was changed since
  --json           machine-readable
  --output FILE    append what a workflow goes on with, such as $GITHUB_OUTPUT: branch=, commit=,
                   issue= of what is proposed, strategy= and sizes= to measure it again with

Exit codes: 0 done, or nothing to do; 1 not applied, because something speaks against it or failed;
2 wrong input: no run, or a value that can't be changed by itself (file and line are named).
`;

const OPTIONS = {
  mode: { type: 'string', default: 'manual' },
  revert: { type: 'boolean', default: false },
  push: { type: 'boolean', default: false },
  base: { type: 'string', default: 'HEAD' },
  stage: { type: 'string' },
  region: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  output: { type: 'string' },
} as const;

/** The surroundings of a command: this folder's repository, AWS and GitHub. */
export const contextHere = (): Context => ({
  workspace: process.cwd(),
  functions: (region) => awsFunctions(new LambdaClient({ region })),
  github: ghIn(process.cwd()),
  now: () => new Date(),
});

/** Errors of AWS in the user's words. */
export async function explained<Answer>(
  region: string | undefined,
  action: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await action();
  } catch (error) {
    throw awsProblem(error, region ?? process.env['AWS_REGION'] ?? 'the region') ?? error;
  }
}

/** Does what a run recommends, or takes it back. */
export const apply: Command = {
  summary: 'do what a run recommends, or propose it, or take it back',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0)
      throw new CommandError('Name one run, a folder of reports/history\nSee --help');
    const { mode, json, revert, output, 'dry-run': dryRun, ...options } = values;
    if (mode !== 'auto' && mode !== 'manual')
      throw new CommandError(`--mode: expected auto or manual, not "${mode}"`);
    const print = (value: object, lines: string[]) =>
      io.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines.join('\n')}\n`);

    return explained(values.region, async () => {
      if (revert) {
        const reverted = await revertRun(path, { ...options, dryRun }, contextHere());
        print(reverted, reverted.lines);
        return reverted.open ? 1 : 0;
      }
      const outcome = await applyRun(path, { ...options, mode, dryRun }, contextHere());
      if (output !== undefined) appendFileSync(output, outputLines(outcome));
      const note = dryRun && !outcome.unchanged ? ['Nothing was changed (--dry-run)'] : [];
      const diff = outcome.patch === '' ? [] : ['', outcome.patch.trimEnd()];
      print(outcome, [...outcome.lines, ...diff, ...note]);
      return 0;
    });
  },
};

const outputLines = ({ branch, commit, issue, strategy, sizes }: Outcome): string =>
  Object.entries({ branch, commit, issue, strategy, sizes: sizes.join(',') })
    .map(([name, value]) => `${name}=${value ?? ''}\n`)
    .join('');
