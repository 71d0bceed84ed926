import { type FunctionInput, parsePayloadText, payloadsOf } from '@acado/tuning';
import { FunctionBusy } from './errors.ts';
import { InvocationFailed, invokeCandidate } from './invoke-candidate.ts';
import { openLock } from './open-lock.ts';
import type { Clock, Functions, Invoker, Journal, Payloads, TakenSample } from './ports.ts';
import type { TunedFunction } from './run.ts';
import { settled } from './settled.ts';
import { TRANSITIONS } from './transitions.ts';

export interface Measuring {
  functions: Pick<Functions, 'configuration'>;
  invoker: Invoker;
  journal: Journal;
  payloads: Payloads;
  clock: Clock;
  random: () => number;
  /** How long invocations may be throttled in a row, ms. */
  patience: number;
}

export interface ToMeasure extends TunedFunction {
  candidateId: string;
  /** How many samples the candidate is to have in all. */
  samples: number;
  /** Invocations at a time. */
  parallel: number;
}

/** Whether the candidate has its samples, or failed; otherwise, after how many seconds to go on. */
export interface Measured {
  finished: boolean;
  waitSeconds: number;
}

const FINISHED: Measured = { finished: true, waitSeconds: 1 };
const SOON: Measured = { finished: false, waitSeconds: 1 };
const LATER: Measured = { finished: false, waitSeconds: 15 };

/** What a killed process may lose, ms. */
const UNWRITTEN = 2000;
/** Samples; an item of DynamoDB has 400 KB. */
const LARGEST_PIECE = 500;
/** Characters of payloads in flight: some of what a function's memory holds. */
const ROOM = 100 * 1024 * 1024;
/** A pause of this length is the state machine's to wait, ms. */
export const LONG_PAUSE = 60_000;
/** Invocations without a report that are made again, beside a tenth of all. */
const MOST_UNREPORTED = 3;

/**
 * Invokes a candidate until it has its samples, writing them down as it goes, so that another call goes on where this
 * one stopped. Stops in time before the deadline.
 *
 * @throws RunEnded
 */
export async function measureCandidate(
  measuring: Measuring,
  toMeasure: ToMeasure,
  deadline: number,
): Promise<Measured> {
  const { journal } = measuring;
  const { candidateId } = toMeasure;
  await journal.countTransitions(toMeasure, TRANSITIONS.measure);
  await openLock(measuring, toMeasure);
  const entries = await journal.entries(toMeasure);
  if (entries.failures.some((failure) => failure.candidateId === candidateId)) return FINISHED;
  const own = entries.samples.filter((entry) => entry.candidateId === candidateId);
  const taken = new Set(own.flatMap((entry) => entry.taken.map(({ index }) => index)));
  const missing = Array.from({ length: toMeasure.samples }, (_, index) => index).filter(
    (index) => !taken.has(index),
  );
  if (missing.length === 0) return FINISHED;
  const versions = entries.versions.filter((entry) => entry.candidateId === candidateId);
  const { input } = entries;
  const versionAt = (index: number) =>
    versions.find(({ copy }) => copy === (input.onlyColdStarts ? index : 0))?.version;
  const unreported = own.reduce((sum, entry) => sum + entry.unreported, 0);
  try {
    await areReady(measuring, toMeasure, [...new Set(missing.map(versionAt))], deadline);
    return await takeSamples(measuring, toMeasure, {
      input,
      versionAt,
      missing,
      unreported,
      deadline,
    });
  } catch (error) {
    if (error instanceof FunctionBusy) return LATER;
    if (!(error instanceof InvocationFailed)) throw error;
    await journal.putFailure(toMeasure, { candidateId, error: error.error, cause: error.message });
    return FINISHED;
  }
}

/** SnapStart takes minutes until a version may be invoked. */
async function areReady(
  measuring: Measuring,
  { functionArn, candidateId }: ToMeasure,
  versions: readonly (string | undefined)[],
  deadline: number,
): Promise<void> {
  for (const version of versions) {
    if (version === undefined) {
      throw new InvocationFailed('NotPublished', `There is no version of ${candidateId}`);
    }
    const patience = Math.min(deadline, measuring.clock.now() + 20_000);
    const { status, statusReason } = await settled(measuring, functionArn, patience, version);
    if (status === 'failed') throw new InvocationFailed('VersionFailed', statusReason);
  }
}

interface Sampling {
  input: FunctionInput;
  versionAt: (index: number) => string | undefined;
  /** Which of the candidate's invocations are to be made. */
  missing: number[];
  /** Invocations without a report so far. */
  unreported: number;
  deadline: number;
}

async function takeSamples(
  measuring: Measuring,
  toMeasure: ToMeasure,
  { input, versionAt, missing, unreported, deadline }: Sampling,
): Promise<Measured> {
  const { clock, invoker, patience, random } = measuring;
  const fetched =
    input.payloadS3 === undefined
      ? undefined
      : parsePayloadText(await measuring.payloads.read(input.payloadS3));
  const payloadAt = payloadsOf(input, fetched);
  const pen = journalPen(measuring, toMeasure);
  const invoking = { invoker, clock, patience, random, onThrottle: pen.throttled };
  const queue = [...missing];
  const mostUnreported = MOST_UNREPORTED + toMeasure.samples / 10;
  let failure: unknown;
  let longest = 0;

  const hasTime = (): boolean =>
    queue.length === missing.length || clock.now() + longest < deadline;
  const take = async (index: number): Promise<void> => {
    const begin = clock.now();
    const sample = await invokeCandidate(invoking, input, versionAt(index)!, payloadAt(index));
    longest = Math.max(longest, clock.now() - begin);
    if (sample) {
      await pen.add({ index, sample });
      return;
    }
    pen.unreported();
    if (++unreported > mostUnreported) {
      throw new InvocationFailed(
        'NoReport',
        `${unreported} invocations had no REPORT in their log`,
      );
    }
    queue.unshift(index);
  };
  const work = async (): Promise<void> => {
    while (failure === undefined && hasTime()) {
      const index = queue.shift();
      if (index === undefined) return;
      try {
        await take(index);
        if (await isToPause(measuring, input, queue.length)) return;
      } catch (error) {
        failure ??= error;
      }
    }
  };
  const room = Math.max(1, Math.floor(ROOM / payloadAt(missing[0]!).length));
  const workers = Math.min(toMeasure.parallel, queue.length, room);
  await Promise.all(Array.from({ length: workers }, work));
  await pen.write();
  if (failure !== undefined) throw failure as Error;
  if (queue.length === 0) return FINISHED;
  const isLongPause = input.sleepBetweenRunsMs > LONG_PAUSE && !input.parallelInvocation;
  return isLongPause
    ? { finished: false, waitSeconds: Math.ceil(input.sleepBetweenRunsMs / 1000) }
    : SOON;
}

/** Pauses between invocations in series; whether the pause is so long that the state machine is to make it. */
async function isToPause(
  { clock }: Measuring,
  { sleepBetweenRunsMs, parallelInvocation }: FunctionInput,
  left: number,
): Promise<boolean> {
  if (parallelInvocation || sleepBetweenRunsMs === 0 || left === 0) return false;
  if (sleepBetweenRunsMs > LONG_PAUSE) return true;
  await clock.sleep(sleepBetweenRunsMs);
  return false;
}

/** Writes samples down in pieces, and looks at each whether the run still goes on. */
function journalPen(measuring: Measuring, toMeasure: ToMeasure) {
  const { journal, clock } = measuring;
  const { candidateId } = toMeasure;
  const empty = () => ({ candidateId, taken: [] as TakenSample[], throttles: 0, unreported: 0 });
  let piece = empty();
  let since = clock.now();

  const write = async (): Promise<void> => {
    const written = piece;
    piece = empty();
    since = clock.now();
    if (written.taken.length + written.throttles + written.unreported === 0) return;
    await journal.addSamples(toMeasure, written);
  };
  return {
    write,
    add: async (taken: TakenSample): Promise<void> => {
      piece.taken.push(taken);
      if (clock.now() - since < UNWRITTEN && piece.taken.length < LARGEST_PIECE) return;
      await write();
      await openLock(measuring, toMeasure);
    },
    throttled: (): void => void piece.throttles++,
    unreported: (): void => void piece.unreported++,
  };
}
