/** How a function's duration depends on its memory, but for its level. */
export interface Shape {
  /** Part of the duration at the knee, 0 to 1, that memory does not change: waiting for others. */
  waiting: number;
  /** MB from which more memory helps less, or not at all. */
  kneeMb: number;
  /** 1: below the knee, twice the memory halves the computing; above 1 it does more than that. */
  steepness: number;
  /** Part of the computing, 0 to 1, that goes on getting faster above the knee. */
  parallel: number;
}

// Held here because it is called often, and a test's sandbox looks up globals slowly.
const { max } = Math;

/** Lambda's largest size has six vCPUs: computing spread over them is at most so much faster. */
const MOST_SPEEDUP = 6;

/** @returns The duration at a memory size as a multiple of that at the knee. */
export function relativeDuration(shape: Shape, memoryMb: number): number {
  const { waiting, kneeMb, steepness, parallel } = shape;
  const computing =
    memoryMb <= kneeMb
      ? (kneeMb / memoryMb) ** steepness
      : 1 - parallel + parallel * max(kneeMb / memoryMb, 1 / MOST_SPEEDUP);
  return waiting + (1 - waiting) * computing;
}
