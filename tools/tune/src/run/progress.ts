import type { Io } from '@acado/command-line';
import type { CandidateProgress } from './journal.ts';

/** A function whose progress is shown. */
export interface Shown {
  key: string;
  /** The most samples of a candidate. */
  num: number;
}

/** Shows how far a run is. */
export interface ProgressView {
  /** @param functions As given to the view. */
  update: (functions: readonly CandidateProgress[][]) => void;
  /** Puts the last state there for good; what comes then, comes below. */
  end: () => void;
}

const BAR = 24;
/** How long a pipe hears nothing at most. */
const STILL_THERE_MS = 30_000;
const NOTHING_YET = 'published';
const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** On a terminal bars that grow in place; elsewhere a line for each piece of news. */
export const createProgressView = (out: Io['stderr'], functions: readonly Shown[]): ProgressView =>
  out.isTTY ? bars(out, functions) : lines(out, functions);

function bars(out: Io['stderr'], functions: readonly Shown[]): ProgressView {
  let drawn = 0;
  let frame = 0;
  let last: readonly CandidateProgress[][] = [];
  const draw = (spinner: string): void => {
    const width = Math.max(20, (out.columns ?? 80) - 1);
    // What does not fit could not be drawn over again.
    const height = Math.max(3, (out.rows ?? 24) - 2);
    const rows = rowsOf(functions, last, spinner).slice(-height);
    const up = drawn > 0 ? `\x1b[${drawn}A` : '';
    out.write(`${up}\x1b[J${rows.map((row) => `${row.slice(0, width)}\n`).join('')}`);
    drawn = rows.length;
  };
  return {
    update: (progress) => {
      last = progress;
      frame += 1;
      draw(FRAMES[frame % FRAMES.length]!);
    },
    end: () => {
      if (last.length > 0) draw(' ');
      last = [];
      drawn = 0;
    },
  };
}

/** Functions that are done, or did not begin, take one row; the one that is measured one per candidate. */
function rowsOf(
  functions: readonly Shown[],
  progress: readonly CandidateProgress[][],
  spinner: string,
): string[] {
  const current = progress.findLastIndex((candidates) => candidates.length > 0);
  return functions.flatMap(({ key, num }, index) => {
    const candidates = progress[index] ?? [];
    if (index < current) return [`  ${key}: ${total(candidates)}`];
    if (candidates.length === 0)
      return [`${index === 0 ? spinner : ' '} ${key}: ${index === 0 ? 'starting' : 'to come'}`];
    return [`${spinner} ${key}`, ...candidates.map((candidate) => barOf(candidate, num))];
  });
}

function barOf(candidate: CandidateProgress, num: number): string {
  const filled = Math.min(BAR, Math.round((candidate.samples / num) * BAR));
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  return `    ${nameOf(candidate).padEnd(16)}${bar} ${factsOf(candidate)}`;
}

/** A line when the next candidate has its turn, and now and then of one that takes long. */
function lines(out: Io['stderr'], functions: readonly Shown[], now = Date.now): ProgressView {
  const seen = new Map<string, string>();
  const told = new Map<string, string>();
  let toldAt = now();
  let current: string | undefined;
  const tell = (name: string): void => {
    const facts = seen.get(name);
    if (facts === undefined || told.get(name) === facts) return;
    told.set(name, facts);
    toldAt = now();
    out.write(`${name}: ${facts}\n`);
  };
  return {
    update: (progress) => {
      functions.forEach(({ key }, index) => {
        for (const candidate of progress[index] ?? []) {
          const name = `${key} ${nameOf(candidate)}`;
          const facts = factsOf(candidate);
          if (seen.get(name) === facts || facts === NOTHING_YET) continue;
          seen.set(name, facts);
          if (current !== undefined && current !== name) tell(current);
          current = name;
        }
      });
      if (current !== undefined && now() - toldAt > STILL_THERE_MS) tell(current);
    },
    end: () => {
      if (current !== undefined) tell(current);
    },
  };
}

/** `arm64 512 MB`. */
const nameOf = ({ id }: CandidateProgress): string => `${id.replace(/-(\d+)$/, ' $1')} MB`;

function factsOf({ samples, averageMs, failure }: CandidateProgress): string {
  const measured =
    averageMs === undefined ? undefined : `${samples} samples, ${averageMs.toFixed(1)} ms`;
  const facts = [measured, failure].filter((fact) => fact !== undefined).join('; ');
  // What a function says of its failure may have lines of its own.
  return facts.replace(/\s+/g, ' ') || NOTHING_YET;
}

function total(candidates: readonly CandidateProgress[]): string {
  const samples = candidates.reduce((sum, candidate) => sum + candidate.samples, 0);
  return `${samples} samples of ${candidates.length} configurations`;
}
