/** Lambda gives a function one vCPU at this memory size, and in proportion to it below and above. */
export const MB_PER_VCPU = 1769;

/** How a function's duration depends on its memory, but for its level. */
export interface Shape {
  /** Part of the duration, 0 to 1, that memory does not change: waiting for others. */
  waiting: number;
  /** MB from which more CPU no longer makes it proportionally faster. */
  kneeMb: number;
  /** 1: twice the memory halves the CPU part below the knee; more where throttling costs extra. */
  steepness: number;
  /** Part of the work, 0 to 1, that goes on getting faster above the knee. */
  parallel: number;
}

/** @returns The duration at a memory size as a multiple of that at the knee. */
export function relativeDuration(shape: Shape, memoryMb: number): number {
  const { waiting, kneeMb, steepness, parallel } = shape;
  const computing =
    memoryMb <= kneeMb
      ? (kneeMb / memoryMb) ** steepness
      : 1 - parallel + parallel * Math.max(kneeMb / memoryMb, 1 / 6);
  return waiting + (1 - waiting) * computing;
}

const WAITING = [
  0, 0.003, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1,
];
const KNEES_MB = [256, 512, 1024, MB_PER_VCPU, 2500];
const STEEPNESS = [1, 1.3, 1.7];
const PARALLEL = [0, 0.5];

/** Every shape that a function is taken to have possibly. */
export const SHAPES: readonly Shape[] = WAITING.flatMap((waiting) =>
  KNEES_MB.flatMap((kneeMb) =>
    STEEPNESS.flatMap((steepness) =>
      PARALLEL.map((parallel) => ({ waiting, kneeMb, steepness, parallel })),
    ),
  ),
);
