import { escape } from '@acado/cost/render';
import type { Flag, View } from './model.ts';

/** A coordinate, short and never "-0". */
export const at = (value: number): string => String(Number(value.toFixed(1)) + 0);

export const text = (x: number, y: number, content: string, attributes = ''): string =>
  `<text x="${at(x)}" y="${at(y)}" dy=".35em"${attributes && ` ${attributes}`}>${escape(content)}</text>`;

/** What depends on what the chart points at, once for each choice; all but one are hidden. */
export const inViews = (views: readonly View[], draw: (flags: readonly Flag[]) => string): string =>
  views
    .map(
      ({ id, flags, isShown }) =>
        `<g data-choice="${id}"${isShown ? '' : ' hidden=""'}>${draw(flags)}</g>`,
    )
    .join('\n');

/** How wide a text of 12 units is, about: the font is whatever the reader's system has. */
export const widthOf = (content: string): number => content.length * 6.7;

/** Words in lines of at most `width`; the last line ends in an ellipsis where more than `most` would be needed. */
export function linesOf(content: string, width: number, most: number): string[] {
  const length = Math.floor(width / 6.4);
  const lines: string[] = [];
  for (const word of content.split(/\s+/)) {
    const pieces = word.match(new RegExp(`.{1,${length}}`, 'gsu')) ?? [];
    for (const piece of pieces) {
      const last = lines.at(-1);
      if (last === undefined || last.length + 1 + piece.length > length) lines.push(piece);
      else lines[lines.length - 1] = `${last} ${piece}`;
    }
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, length - 2)} …`];
}

/** The mark of a point: each series has a shape of its own, so that colour is not needed to tell them apart. */
export function shape(look: number, x: number, y: number, size = 4.5): string {
  const side = size * 0.9;
  const draw = [
    () => `<circle class="mark" cx="${at(x)}" cy="${at(y)}" r="${at(size)}"/>`,
    () =>
      polygon(
        [x, y - size * 1.25],
        [x + size * 1.25, y],
        [x, y + size * 1.25],
        [x - size * 1.25, y],
      ),
    () =>
      polygon(
        [x - side, y - side],
        [x + side, y - side],
        [x + side, y + side],
        [x - side, y + side],
      ),
    () =>
      polygon(
        [x, y - size * 1.2],
        [x + size * 1.1, y + size * 0.8],
        [x - size * 1.1, y + size * 0.8],
      ),
  ];
  return draw[look % draw.length]!();
}

const polygon = (...corners: [number, number][]): string =>
  `<path class="mark" d="M${corners.map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}Z"/>`;
