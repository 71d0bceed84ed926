import { type Command, CommandError, readArguments } from '@acado/command-line';
import { readResult, type Result } from '../report/result-file.ts';
import { settingsOf } from '../report/run-context.ts';
import { compareArchitectures } from './compare-architectures.ts';
import { compareRuns } from './compare-runs.ts';
import { ONE_PROCESSOR } from '../report/words.ts';
import type { Comparison } from './comparison.ts';
import { terminalText } from './comparison-text.ts';
import { writeComparison } from './write-comparison.ts';

const usage = `Usage: npm run tune -- compare <before> [<after>] [options]

Compares two runs, each by the configuration that the function had then; or, given one run, its
architectures. A run is a folder of reports/history, or the result.json in it.

  --json     print the comparison as JSON
  --out DIR  write it there as JSON, Markdown, page and chart (SVG and PNG)

Exit codes: 0 compared, whatever the verdict; 2 wrong input: no runs, or nothing to compare.
`;

/** `compare`: what changed between two runs, and whether that is more than noise. */
export const compare: Command = {
  summary: 'compare two runs, or the architectures of one',
  usage,
  async run(args, { stdout, stderr }) {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' },
      out: { type: 'string' },
    });
    const [first, second, ...others] = positionals;
    if (first === undefined || others.length > 0) {
      throw new CommandError('compare takes one run or two\nSee --help');
    }
    const before = await readResult(first);
    const comparison =
      second === undefined
        ? compareInOne(before)
        : compareResults(before, await readResult(second));
    stdout.write(
      values.json ? `${JSON.stringify(comparison, null, 2)}\n` : terminalText(comparison),
    );
    if (values.out !== undefined) {
      const files = await writeComparison(comparison, values.out);
      stderr.write(files.map((file) => `${file}\n`).join(''));
    }
    return 0;
  },
};

/** Architectures of a run, with what its file says beside the analysis. */
function compareInOne(run: Result): Comparison {
  const comparison = compareArchitectures(run, settingsOf(run.context.input));
  return withWarnings(comparison, run.context.target === 'local' ? [ONE_PROCESSOR] : []);
}

/** Two runs, with what their files say beside the analysis. */
function compareResults(before: Result, after: Result): Comparison {
  const comparison = compareRuns(before, after, settingsOf(after.context.input));
  const targets = [before.context.target, after.context.target];
  const isOneProcessor =
    !targets.includes('aws') && comparison.before.architecture !== comparison.after.architecture;
  return withWarnings(comparison, [
    ...(targets[0] === targets[1]
      ? []
      : [`The runs were measured in different places: ${targets.join(' and ')}`]),
    ...(isOneProcessor ? [ONE_PROCESSOR] : []),
  ]);
}

const withWarnings = (comparison: Comparison, warnings: string[]): Comparison => ({
  ...comparison,
  warnings: [...comparison.warnings, ...warnings],
});
