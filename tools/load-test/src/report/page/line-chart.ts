import { escape, ticks } from '@acado/cost/render';

/** A line of a chart. */
export interface Line {
  name: string;
  /** One per second; null: nothing was measured. */
  values: readonly (number | null)[];
  /** Colour, from 0 on. */
  series: number;
}

/** Values over the seconds of a load. */
export interface LineChart {
  title: string;
  /** Of the values. */
  unit: string;
  lines: readonly Line[];
}

const WIDTH = 900;
const HEIGHT = 230;
const LEFT = 62;
const RIGHT = 24;
const TOP = 12;
const BOTTOM = 30;

/** A figure with its legend; a point has its value as a title, and the page needs no script. */
export function lineChart({ title, unit, lines }: LineChart): string {
  const values = lines.flatMap((line) => line.values.filter((value) => value !== null));
  const seconds = Math.max(1, ...lines.map((line) => line.values.length - 1));
  const marks = ticks(0, Math.max(0, ...values) || 1, 4);
  const top = marks.at(-1)!;
  const x = (second: number): number => LEFT + (second / seconds) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const grid = marks.map(
    (mark) =>
      `<path class="rule" d="M${LEFT} ${fixed(y(mark))}H${WIDTH - RIGHT}"/><text x="${LEFT - 8}" y="${fixed(y(mark) + 4)}" text-anchor="end">${mark}</text>`,
  );
  const axis = ticks(0, seconds, 8)
    .filter((second) => second <= seconds)
    .map(
      (second) =>
        `<text x="${fixed(x(second))}" y="${HEIGHT - 8}" text-anchor="middle">${second} s</text>`,
    );
  return `<figure>
<h3>${escape(title)}, ${escape(unit)}</h3>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(`${title} over time: ${lines.map(({ name }) => name).join(', ')}`)}">
${[...grid, ...axis].join('\n')}
${lines.map((line) => lineOf(line, { x, y, unit })).join('\n')}
</svg>
<figcaption>${lines.map(({ name, series }) => `<span class="key k${series}"></span>${escape(name)}`).join(' ')}</figcaption>
</figure>`;
}

interface Scales {
  x: (second: number) => number;
  y: (value: number) => number;
  unit: string;
}

function lineOf({ name, values, series }: Line, { x, y, unit }: Scales): string {
  let isOpen = false;
  const steps = values.map((value, second) => {
    const step =
      value === null ? '' : `${isOpen ? 'L' : 'M'}${fixed(x(second))} ${fixed(y(value))}`;
    isOpen = value !== null;
    return step;
  });
  const points = values.map((value, second) =>
    value === null
      ? ''
      : `<circle class="s${series}" cx="${fixed(x(second))}" cy="${fixed(y(value))}" r="2.5"><title>${escape(`${name}, ${second} s: ${value} ${unit}`)}</title></circle>`,
  );
  return `<path class="line l${series}" d="${steps.join('')}"/>${points.join('')}`;
}

const fixed = (value: number): string => String(Number(value.toFixed(1)));
