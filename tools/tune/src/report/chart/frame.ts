import { type Chart, sizesOf } from './model.ts';
import { type MemoryScale, memoryScale } from './scale.ts';

export const WIDTH = 960;
export const LEFT = 76;
export const RIGHT = WIDTH - 20;
/** Between the frame and the first and the last size. */
const INSET = 40;
/** Between the marks of two series at one size. */
const DODGE = 10;

/** What all parts of a chart share: they are as wide and have the sizes at the same places. */
export interface Frame {
  memory: MemoryScale;
  /** Where a series has its mark of a size: beside that of the others, so that intervals don't cover each other. */
  x: (memoryMb: number, look: number) => number;
}

export function frameOf(chart: Chart): Frame {
  const memory = memoryScale(sizesOf(chart), LEFT + INSET, RIGHT - INSET);
  const count = chart.series.length;
  const dodge = Math.min(DODGE, memory.gap / (count + 1));
  return {
    memory,
    x: (memoryMb, look) => memory.at(memoryMb) + (look - (count - 1) / 2) * dodge,
  };
}

/** A part of a chart, as tall as it says. */
export interface Part {
  height: number;
  content: string;
}
