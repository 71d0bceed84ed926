/** How a function's duration depends on its memory, but for its level. */
export interface Shape {
  /** Part of the duration at the knee, 0 to 1, that memory does not change: waiting for others. */
  waiting: number;
  /** MB from which more memory helps less, or not at all. */
  kneeMb: number;
  /**
   * 1: below the knee, twice the memory halves the computing; above 1 it does more than that.
   * 'brief': the computing takes some milliseconds, and what fits into one scheduler period is not
   * held up; the knee is the size at which all of it fits.
   */
  steepness: number | 'brief';
  /** Part of the computing, 0 to 1, that goes on getting faster above the knee. */
  parallel: number;
}

// Held here because it is called often, and a test's sandbox looks up globals slowly.
const { max } = Math;

/** Lambda's largest size has six vCPUs: computing spread over them is at most so much faster. */
const MOST_SPEEDUP = 6;

/** From here on a function has a whole vCPU. */
const ONE_VCPU_MB = 1769;
/** Lambda's scheduler hands out CPU time in periods: in each, a function gets its share of one. */
const PERIOD_MS = 20;
/** A function may overdraw a period a little. */
const OVERDRAFT_MS = 1;

/** @returns The duration at a memory size as a multiple of that at the knee. */
export function relativeDuration(shape: Shape, memoryMb: number): number {
  const { waiting } = shape;
  return (
    waiting +
    (1 - waiting) * (memoryMb <= shape.kneeMb ? below(shape, memoryMb) : above(shape, memoryMb))
  );
}

function below({ kneeMb, steepness }: Shape, memoryMb: number): number {
  if (steepness !== 'brief') return (kneeMb / memoryMb) ** steepness;
  const heldUp = 1 - memoryMb / kneeMb;
  return 1 + heldUp * max(0, ONE_VCPU_MB / memoryMb - 1);
}

const above = ({ kneeMb, parallel }: Shape, memoryMb: number): number =>
  1 - parallel + parallel * max(kneeMb / memoryMb, 1 / MOST_SPEEDUP);

/**
 * @returns About how long (ms) a function of this shape takes at the knee, if its shape says so:
 * brief ones compute for as long as one period lets them at the knee.
 */
export function durationAtKnee({ waiting, kneeMb, steepness }: Shape): number | undefined {
  if (steepness !== 'brief') return undefined;
  return ((kneeMb / ONE_VCPU_MB) * PERIOD_MS + OVERDRAFT_MS) / (1 - waiting);
}
