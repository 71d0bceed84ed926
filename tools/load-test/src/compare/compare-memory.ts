import type { Io } from '@acado/command-line';
import type { LoadOptions } from '../options/common-options.ts';
import type { LoadComparison, Stage } from '../report/load-result.ts';
import { comparisonText } from '../report/text.ts';
import { judge, type Limits } from '../report/thresholds.ts';
import { writeReport } from '../report/write-report.ts';
import type { Borrowed } from '../run/borrow.ts';
import { costOf, explainErrors, measure, warmUp } from '../run/measure.ts';
import type { Session } from '../run/session.ts';
import { verdictOf } from './verdict.ts';

const WARM_UP_MS = 5000;

type Options = LoadOptions & { memory: readonly number[] };

/** Makes the same load at each memory size, one after the other; the session puts the functions back. */
export async function compareMemory(options: Options, session: Session, io: Io): Promise<number> {
  const { memory, reservedConcurrency, limits, json } = options;
  const { signal, say } = session;
  const borrowed = await session.borrow();
  const { functions } = borrowed;
  const before = functions.states();
  const startedAt = new Date().toISOString();
  if (reservedConcurrency !== undefined) await functions.reserve(reservedConcurrency);
  const stages: Stage[] = [];
  let problem: Error | undefined;
  try {
    for (const memoryMb of memory) {
      if (signal.aborted) break;
      await functions.setMemory(memoryMb);
      say(`${memoryMb} MB: ${before.map(({ name }) => name).join(', ')}`);
      await warmUp(session, options.warmUpMs ?? WARM_UP_MS);
      if (signal.aborted) break;
      stages.push(await stageOf(memoryMb, { borrowed, limits, session, io }));
    }
  } catch (error) {
    // What was measured until then is worth a report.
    if (stages.length === 0 || !(error instanceof Error)) throw error;
    problem = error;
  }
  const facts = { ...session.head(), stages };
  const comparison: LoadComparison = {
    ...{ kind: 'load-comparison', version: 1, ...facts, startedAt },
    finishedAt: new Date().toISOString(),
    interrupted: signal.aborted || problem !== undefined,
    functions: before.map(({ name, memoryMb, architecture }) => ({ name, memoryMb, architecture })),
    verdict: verdictOf(facts),
  };
  io.stdout.write(json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison));
  for (const file of writeReport(comparison, options.report)) say(file);
  if (problem !== undefined) throw problem;
  if (comparison.interrupted) return 130;
  return stages.every(({ thresholds }) => thresholds.every(({ ok }) => ok)) ? 0 : 1;
}

interface StageOptions {
  borrowed: Borrowed;
  limits: Limits;
  session: Session;
  io: Io;
}

async function stageOf(
  memoryMb: number,
  { borrowed, limits, session, io }: StageOptions,
): Promise<Stage> {
  const { model } = session;
  const measured = await explainErrors(session, await measure(session, model, io));
  await borrowed.functions.checkUnchanged();
  const lambda = (await costOf(session, borrowed, measured)) ?? null;
  const thresholds = judge(limits, model, measured.measurement);
  return { memoryMb, ...measured, thresholds, lambda };
}
