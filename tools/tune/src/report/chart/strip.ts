import { at, inViews, text, widthOf } from './elements.ts';
import { type Frame, LEFT, type Part, RIGHT } from './frame.ts';
import type { Chart, Flag } from './model.ts';

const ROW = 26;
const PILL = 20;

/** Names of the sizes that the chart points at, one row each, above them. */
export function stripPart({ views }: Chart, frame: Frame): Part {
  const rows = Math.max(1, ...views.map(({ flags }) => flags.length));
  const height = rows * ROW + 2;
  return {
    height,
    content: inViews(views, (flags) =>
      flags.map((flag, row) => flagSign(flag, row, height, frame)).join('\n'),
    ),
  };
}

function flagSign(flag: Flag, row: number, height: number, { memory }: Frame): string {
  const { kind, memoryMb, text: words } = flag;
  const x = memory.at(memoryMb);
  // Semi-bold, and wider in some systems' fonts than in ours.
  const width = widthOf(words) * 1.22 + 24;
  const left = Math.min(Math.max(x - width / 2, LEFT - 56), RIGHT - width);
  const y = row * ROW + 2;
  return [
    kind === 'current'
      ? `<path class="now" d="M${at(x)} ${y + PILL}V${height}"/>`
      : `<rect class="pill-chosen" x="${at(x - 1)}" y="${y + PILL - 1}" width="2" height="${height - y - PILL + 1}"/>`,
    `<rect class="pill-${kind}" x="${at(left)}" y="${y}" width="${at(width)}" height="${PILL}" rx="10"/>`,
    text(
      left + width / 2,
      y + PILL / 2,
      words,
      `class="${kind === 'chosen' ? 'on-pill' : 'strong'}" text-anchor="middle"`,
    ),
  ].join('');
}
