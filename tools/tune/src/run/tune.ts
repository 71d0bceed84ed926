import { CommandError, type Io } from '@acado/command-line';
import type { Analysis } from '@acado/tuning';
import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import { applyRun } from '../apply/apply-run.ts';
import { contextHere } from '../apply/command.ts';
import { writeReports } from '../report/write-reports.ts';
import { localErrorBand } from './error-band.ts';
import { runExecution } from './execution.ts';
import type { InputFields, InputFolder } from './input-files.ts';
import type { Apply } from './options.ts';
import { executionInput, type PlannedFunction } from './plan.ts';
import { prepare } from './prepare.ts';
import { createProgressView } from './progress.ts';
import { type Failure, failureText, isFailure, resultsOf } from './result.ts';
import { summaryOf } from './summary.ts';
import type { Target } from './target.ts';

/** Longer than the tuner takes to end a run that was stopped. */
const CLEAN_UP_MS = 120_000;

/** What is tuned. */
export interface Tuning extends InputFolder {
  functions: (PlannedFunction & { num: number })[];
}

/** How, and where to. */
interface TuneOptions extends Tuning {
  target: Target;
  io: Io;
  signal: AbortSignal;
  out: string;
  apply: Apply | undefined;
  json: boolean;
}

/**
 * Tunes functions in one execution, writes their reports and shows the results.
 *
 * @returns The exit code.
 * @throws {CommandError} If the execution fails or was stopped.
 */
export async function tune(options: TuneOptions): Promise<number> {
  const { service, stage, functions, io, signal, target } = options;
  const { tuner } = target;
  const nameOf = (key: string): string => `${service.prefix}-${stage}-${key}`;
  for (const { preparations } of functions) {
    signal.throwIfAborted();
    await prepare(tuner, nameOf, preparations);
  }

  const startedAt = new Date();
  const input = executionInput(functions, tuner.arnOf, target.common);
  const output = await execute(options, startedAt, input);
  const results = resultsOf(output);
  if (results.length === 0) io.stderr.write('Dry run: nothing was analysed\n');
  if (options.json) io.stdout.write(`${JSON.stringify(JSON.parse(output), null, 2)}\n`);
  let isDone = true;
  for (const result of results) {
    const directory = await report(result, options, startedAt);
    const done = directory !== undefined && (await applied(directory, options));
    isDone &&= done;
  }
  return isDone ? 0 : 1;
}

async function execute(
  { functions, io, signal, target, service }: TuneOptions,
  startedAt: Date,
  input: InputFields,
): Promise<string> {
  const view = createProgressView(io.stderr, functions);
  let isStarted = false;
  // Names of executions are unique for 90 days.
  const name = `${service.name.slice(0, 50)}-${stampOf(startedAt)}-${randomBytes(2).toString('hex')}`;
  try {
    const { output, error, cause } = await runExecution(target.tuner, {
      ...{ name, input, signal, pollMs: target.pollMs, cleanUpMs: CLEAN_UP_MS },
      functionArns: functions.map(({ functionName }) => target.tuner.arnOf(functionName)),
      onProgress: view.update,
      onStarted: () => {
        isStarted = true;
        io.stderr.write(`Run ${name}\n`);
      },
      onStopping: () => {
        view.end();
        io.stderr.write('Stopping: waiting until the function is as it was …\n');
      },
    });
    if (output === undefined) throw new CommandError(failureText(error, cause), 1);
    return output;
  } catch (error) {
    if (isStarted && !(error instanceof CommandError))
      io.stderr.write(`It goes on, but is no longer watched: ${name}\n`);
    throw error;
  } finally {
    view.end();
  }
}

/** @returns The folder of the reports; `undefined` if there is nothing to report. */
async function report(
  result: Analysis | Failure,
  { target, functions, service, out, json, io, root }: TuneOptions,
  startedAt: Date,
): Promise<string | undefined> {
  if (isFailure(result)) {
    io.stderr.write(`${result.lambdaARN}: ${result.error}: ${result.cause}\n`);
    return undefined;
  }
  const { key, fields } = functions.find(
    ({ functionName }) => target.tuner.arnOf(functionName) === result.lambdaARN,
  )!;
  const directory = join(out, `${stampOf(startedAt)}-${service.name}-${key}`);
  const files = await writeReports(result, {
    ...{ target: target.name, service: service.name, functionKey: key, directory },
    input: { lambdaARN: result.lambdaARN, ...fields },
    errorBand: target.name === 'local' ? localErrorBand(root) : undefined,
  });
  if (!json) {
    io.stdout.write(`\n${summaryOf(result)}`);
    for (const file of files)
      io.stdout.write(`${file.startsWith(root) ? relative(root, file) : file}\n`);
  }
  return directory;
}

/** @returns Whether what was wished for is done. */
async function applied(directory: string, { apply, io }: TuneOptions): Promise<boolean> {
  if (apply === undefined) return true;
  const wish = { mode: apply, dryRun: false, force: false, push: false, base: 'HEAD' };
  try {
    const { lines } = await applyRun(directory, wish, contextHere());
    io.stderr.write(lines.map((line) => `${line}\n`).join(''));
    return true;
  } catch (error) {
    // The results of the other functions are to be seen all the same.
    if (!(error instanceof CommandError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return false;
  }
}

/** `2026-01-05T08-00-00Z`, as names of folders and executions have it. */
const stampOf = (date: Date): string =>
  date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
