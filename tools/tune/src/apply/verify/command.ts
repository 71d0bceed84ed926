import { type Command, CommandError, readArguments } from '@acado/command-line';
import { readRun } from '../run-folder.ts';
import { contextHere, explained } from '../command.ts';
import { revertRun } from '../revert-run.ts';
import type { Reverted } from '../take-back-source.ts';
import { verifyRuns } from './verify-runs.ts';

const usage = `Usage: npm run tune -- verify <before> <after> [options]

Judges what was applied: <before> is the run that recommended it, <after> one of the function as it
is with it. Both are folders of reports/history, or the result.json in them.

  --revert         when it is worse, take it back: the function, and its configuration
  --push           take the configuration back on a branch that is pushed and merged (with gh)
  --base REVISION  what that branch changes; default HEAD
  --force          although the function was changed since
  --json           machine-readable

Exit codes: 0 better, or the same; 1 worse, whether it was taken back or not; 2 wrong input: the
runs can't be compared.
`;

const OPTIONS = {
  revert: { type: 'boolean', default: false },
  push: { type: 'boolean', default: false },
  base: { type: 'string', default: 'HEAD' },
  force: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Judges what was applied, and takes it back when it is worse. */
export const verify: Command = {
  summary: 'judge what was applied by a second run, and take it back when it is worse',
  usage,
  async run(args, { stdout }) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const [first, second, ...more] = positionals;
    if (first === undefined || second === undefined || more.length > 0)
      throw new CommandError('Name two runs, the one before and the one after\nSee --help');
    const context = contextHere();
    const before = await readRun(context.workspace, first);
    const after = await readRun(context.workspace, second);
    const { verdict, reason, warnings } = verifyRuns(before.result, after.result);
    const { revert, json, ...options } = values;
    const print = (...lines: string[]) => stdout.write(lines.map((line) => `${line}\n`).join(''));
    // Known even if it can't be taken back.
    if (!json)
      print(`${before.functionKey} of ${before.service.name}: ${verdict}. ${reason}`, ...warnings);
    const reverted: Reverted | undefined =
      verdict === 'worse' && revert
        ? await explained(before.result.region, () =>
            revertRun(first, { ...options, dryRun: false }, context),
          )
        : undefined;
    if (json) print(JSON.stringify({ verdict, reason, warnings, reverted }, null, 2));
    else if (reverted) print('It was taken back:', ...reverted.lines);
    return verdict === 'worse' ? 1 : 0;
  },
};
