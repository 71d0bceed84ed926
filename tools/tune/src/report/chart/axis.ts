import { at, text, widthOf } from './elements.ts';
import { type Frame, LEFT, type Part, RIGHT } from './frame.ts';
import { type Chart, flagsOf } from './model.ts';
import type { MemoryScale } from './scale.ts';

const TICK = 5;

/** Memory sizes below the panels: as many as there is room for. */
export function axisPart(chart: Chart, { memory }: Frame): Part {
  const flagged = flagsOf(chart).map(({ memoryMb }) => memoryMb);
  const content = [
    `<path class="axis" d="${memory.sizes.map((size) => `M${at(memory.at(size))} 0v${TICK}`).join('')}"/>`,
    ...labelledSizes(memory, flagged).map((size) =>
      text(
        memory.at(size),
        TICK + 11,
        label(size),
        `text-anchor="middle"${flagged.includes(size) ? ' class="strong"' : ''}`,
      ),
    ),
    text(
      (LEFT + RIGHT) / 2,
      TICK + 34,
      memory.kind === 'log' ? 'Memory, MB (logarithmic)' : 'Memory, MB (evenly spaced)',
      'text-anchor="middle"',
    ),
  ];
  return { height: 56, content: content.join('\n') };
}

const label = (size: number): string => size.toLocaleString('en');

/** Those that the chart points at, and every n-th of the others; no two labels touch. */
function labelledSizes({ kind, sizes, gap, at: x }: MemoryScale, flagged: number[]): number[] {
  const widest = Math.max(...sizes.map((size) => widthOf(label(size)))) + 8;
  const stride = kind === 'even' ? Math.ceil(widest / gap) : 1;
  const wanted = [...flagged, ...sizes.filter((_, index) => index % stride === 0)];
  const placed: number[] = [];
  for (const size of new Set(wanted)) {
    const half = widthOf(label(size)) / 2;
    const fits = placed.every(
      (other) => Math.abs(x(size) - x(other)) > half + widthOf(label(other)) / 2 + 8,
    );
    if (fits) placed.push(size);
  }
  return placed;
}
