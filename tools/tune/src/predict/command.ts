import { writeFileSync } from 'node:fs';
import { type Command, CommandError, type Io, readOptions } from '@acado/command-line';
import { predictDurations } from '@acado/tuning';
import { evaluate } from './evaluate.ts';
import { linesOf } from './lines.ts';
import { readCurves } from './measurements/measurements.ts';
import { parseQuestion } from './question.ts';
import { summarise } from './summary.ts';
import { summaryChart } from './summary-chart.ts';
import { summaryText } from './summary-text.ts';

const usage = `Usage: npm run --silent predict [-- options] < questions.jsonl

Predicts what a function takes at memory sizes that were not measured. Reads one JSON object per
line on standard input and answers each with one line, the durations in ms in the order of "predict":

  { "memoryMB": [128, 512, 3008], "durationMs": [1600, 400, 130], "predict": [256, 1024] }

One measured size is enough, three are good; any order. A size that is measured is answered with its
measurement, or the mean of several.

  --band           answer with objects { "durationMs", "low", "high" }: a measurement would lie
                   between low and high in about four of five cases
  --evaluate       read nothing; hold the predictions against real curves, beside plain fits
  --json           the evaluation as JSON
  --chart <file>   write the evaluation's chart (SVG) to a file

Exit codes: 0 answered; 2 wrong input or options (line and field are named).

Example:
  echo '{"memoryMB":[128,512,3008],"durationMs":[1600,400,130],"predict":[256,1024]}' | npm run --silent predict
`;

const OPTIONS = {
  band: { type: 'boolean', default: false },
  evaluate: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  chart: { type: 'string' },
} as const;

/** Predicts durations at memory sizes that were not measured. */
export const predict: Command = {
  summary: 'predict durations at memory sizes that were not measured',
  usage,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    if (!options.evaluate && (options.json || options.chart !== undefined)) {
      throw new CommandError('--json and --chart are of --evaluate\nSee --help');
    }
    if (options.evaluate && options.band) {
      throw new CommandError('Choose one of --evaluate and --band\nSee --help');
    }
    if (options.evaluate) showEvaluation(io, options);
    else await answer(io, options.band);
    return 0;
  },
};

async function answer({ stdin, stdout }: Io, withBand: boolean): Promise<void> {
  if (stdin.isTTY) throw new CommandError(`Expected JSON lines on standard input\n\n${usage}`);
  for await (const { line, text } of linesOf(stdin)) {
    const { memoryMB: memoryMb, durationMs, predict } = parseQuestion(text, line);
    const predicted = predictDurations({ memoryMb, durationMs }, predict);
    const answers = withBand ? predicted : predicted.map(({ durationMs }) => durationMs);
    stdout.write(`${JSON.stringify(answers)}\n`);
    // Whoever reads the answers may have read enough.
    if ('writable' in stdout && stdout.writable === false) return;
  }
}

function showEvaluation({ stdout }: Io, { json, chart }: { json: boolean; chart?: string }): void {
  const summary = summarise(evaluate(readCurves()));
  if (chart !== undefined) writeFileSync(chart, summaryChart(summary));
  stdout.write(json ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(summary));
}
