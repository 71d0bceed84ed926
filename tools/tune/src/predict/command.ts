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
  --all-others     also predict each size from all others of its curve (some ten seconds)
  --chart <file>   write the evaluation's chart (SVG) to a file

Exit codes: 0 answered; 2 wrong input or options (line and field are named).

Example:
  echo '{"memoryMB":[128,512,3008],"durationMs":[1600,400,130],"predict":[256,1024]}' | npm run --silent predict
`;

const OPTIONS = {
  band: { type: 'boolean', default: false },
  evaluate: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'all-others': { type: 'boolean', default: false },
  chart: { type: 'string' },
} as const;

/** Predicts durations at memory sizes that were not measured. */
export const predict: Command = {
  summary: 'predict durations at memory sizes that were not measured',
  usage,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const { evaluate: isEvaluation, json, 'all-others': allOthers, chart } = options;
    if (!isEvaluation && (json || allOthers || chart !== undefined)) {
      throw new CommandError('--json, --all-others and --chart are of --evaluate\nSee --help');
    }
    if (isEvaluation && options.band) {
      throw new CommandError('Choose one of --evaluate and --band\nSee --help');
    }
    if (isEvaluation) showEvaluation(io, { json, allOthers, chart });
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

interface Shown {
  json: boolean;
  allOthers: boolean;
  chart?: string | undefined;
}

function showEvaluation({ stdout }: Io, { json, allOthers, chart }: Shown): void {
  const summary = summarise(evaluate(readCurves(), { allOthers }));
  if (chart !== undefined) writeChart(chart, summaryChart(summary));
  stdout.write(json ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(summary));
}

function writeChart(file: string, svg: string): void {
  try {
    writeFileSync(file, svg);
  } catch (error) {
    throw new CommandError(`Can't write the chart: ${(error as Error).message}`);
  }
}
