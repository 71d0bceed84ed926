import {
  type CandidateSamples,
  candidateId,
  parseCandidateId,
  planRound,
  type FunctionInput,
} from '@acado/tuning';
import type { Entries, Journal } from './ports.ts';
import type { TunedFunction } from './run.ts';
import { TRANSITIONS } from './transitions.ts';

/** What the state machine does next. */
export interface NextRound {
  next: 'publish' | 'measure' | 'analyse';
  publish: { candidateId: string; copies: number }[];
  measure: { candidateId: string; samples: number; parallel: number }[];
  /** Candidates measured at a time; 0 is all. */
  concurrency: number;
  reason: string;
}

/** What is known of each candidate that has a version, samples or a failure. */
export function candidatesIn({ versions, samples, failures }: Entries): CandidateSamples[] {
  const ids = new Set([...versions, ...samples, ...failures].map((entry) => entry.candidateId));
  return [...ids].flatMap((id) => {
    const candidate = parseCandidateId(id);
    if (!candidate) return [];
    const own = samples.filter((entry) => entry.candidateId === id);
    const failure = failures.find((entry) => entry.candidateId === id);
    return {
      candidate,
      samples: own
        .flatMap(({ taken }) => taken)
        .sort((a, b) => a.index - b.index)
        .map(({ sample }) => sample),
      throttles: own.reduce((sum, { throttles }) => sum + throttles, 0),
      failure: failure && { error: failure.error, cause: failure.cause },
    };
  });
}

/** What to publish and measure next. Asked again, it says the same. */
export async function planNext(
  { journal }: { journal: Pick<Journal, 'entries' | 'countTransitions'> },
  tuned: TunedFunction,
): Promise<NextRound> {
  const entries = await journal.entries(tuned);
  const { input, start } = entries;
  const round = planRound(input, start.current, candidatesIn(entries));
  const measure = round.measure.map(({ candidate, samples }) => ({
    candidateId: candidateId(candidate),
    samples,
  }));
  const publish = measure
    // A cold start is a version's first invocation.
    .map((it) => ({ candidateId: it.candidateId, copies: input.onlyColdStarts ? it.samples : 1 }))
    .filter(({ candidateId: id, copies }) => publishedOf(entries, id) < copies);
  const next = round.done ? 'analyse' : publish.length > 0 ? 'publish' : 'measure';
  await journal.countTransitions(
    tuned,
    TRANSITIONS.plan +
      (next === 'publish' ? TRANSITIONS.publishAll : 0) +
      (next === 'analyse' ? 0 : TRANSITIONS.measureAll),
  );
  const cap = capOf(input, start.reservedConcurrency);
  const atOnce = Math.min(cap, measure.length);
  return {
    next,
    publish,
    measure: measure.map((it) => ({
      ...it,
      parallel: input.parallelInvocation ? Math.min(it.samples, Math.floor(cap / atOnce)) : 1,
    })),
    concurrency: atOnce,
    reason: round.reason,
  };
}

const publishedOf = ({ versions }: Entries, id: string): number =>
  versions.filter(({ candidateId, version }) => candidateId === id && version).length;

/** More at a time than Lambda's own start would allow anyway. */
const MOST_AT_ONCE = 1000;

/** Invocations of the function at a time. */
const capOf = ({ maxConcurrency }: FunctionInput, reserved = MOST_AT_ONCE): number =>
  Math.max(1, Math.min(maxConcurrency || MOST_AT_ONCE, reserved, MOST_AT_ONCE));
