import { escape } from '../../render/escape.ts';

/** Width of every chart, in its own units; they scale with the page. */
export const WIDTH = 860;
export const LABEL_WIDTH = 150;
const BAR = 30;
const GAP = 14;
const TOP = 8;

/** How wide a text is, about: the font is whatever the reader's system has. */
const widthOf = (text: string): number => text.length * 7.2;

/** Room for the bars between their labels and the longest of their values. */
const roomFor = (values: readonly string[]): number =>
  WIDTH - LABEL_WIDTH - 16 - Math.max(...values.map(widthOf));

/** Words in lines of at most `length` characters, if they let themselves be broken. */
const broken = (words: string, length: number): string[] =>
  words.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > length) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);

const at = (value: number): string => String(Number(value.toFixed(1)));

const text = (x: number, y: number, content: string, attributes = ''): string =>
  `<text x="${at(x)}" y="${at(y)}" dy=".35em" ${attributes}>${escape(content)}</text>`;

const bar = (x: number, y: number, width: number, height: number, series: number, title: string) =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(width, 0))}" height="${at(height)}" class="s${series}"><title>${escape(title)}</title></rect>`;

const svg = (title: string, height: number, content: readonly string[]): string =>
  [
    `<svg viewBox="0 0 ${WIDTH} ${at(height)}" role="img" aria-label="${escape(title)}">`,
    ...content,
    '</svg>',
  ].join('\n');

/** Names of series with their colours, in rows that fit the width. */
function legend(names: readonly string[], top: number): { content: string[]; height: number } {
  const content: string[] = [];
  let x = LABEL_WIDTH;
  let y = top;
  names.forEach((name, series) => {
    const width = 30 + widthOf(name);
    if (x + width > WIDTH) {
      x = LABEL_WIDTH;
      y += 20;
    }
    content.push(bar(x, y - 6, 12, 12, series, name), text(x + 18, y, name));
    x += width;
  });
  return { content, height: y - top + 20 };
}

/** One bar of several parts for each row, on one scale from zero. */
export function stackedBars(chart: {
  title: string;
  series: readonly string[];
  rows: readonly { label: string; values: readonly number[] }[];
  show: (value: number) => string;
}): string {
  const { title, series, rows, show } = chart;
  const totals = rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const scale = roomFor(totals.map(show)) / Math.max(...totals);
  const content = rows.flatMap(({ label, values }, row) => {
    const y = TOP + row * (BAR + GAP);
    let x = LABEL_WIDTH;
    const parts = values.map((value, index) => {
      const left = x;
      x += value * scale;
      return bar(left, y, value * scale, BAR, index, `${series[index]}: ${show(value)}`);
    });
    return [
      text(LABEL_WIDTH - 10, y + BAR / 2, label, 'text-anchor="end"'),
      ...parts,
      text(x + 8, y + BAR / 2, show(totals[row]!), 'class="value"'),
    ];
  });
  const below = TOP + rows.length * (BAR + GAP) + 8;
  const { content: names, height } = legend(series, below);
  return svg(title, below + height, [...content, ...names]);
}

/** Groups of bars, each group on one scale from zero. */
export function groupedBars(chart: {
  title: string;
  series: readonly string[];
  groups: readonly { label: string; values: readonly number[] }[];
  show: (value: number) => string;
}): string {
  const { title, series, groups, show } = chart;
  const all = groups.flatMap(({ values }) => values);
  const scale = roomFor(all.map(show)) / Math.max(...all);
  const thin = 18;
  const step = series.length * thin + GAP;
  const content = groups.flatMap(({ label, values }, group) => {
    const y = TOP + group * step;
    return [
      text(LABEL_WIDTH - 10, y + (series.length * thin) / 2, label, 'text-anchor="end"'),
      ...values.flatMap((value, index) => [
        bar(LABEL_WIDTH, y + index * thin, value * scale, thin - 2, index, show(value)),
        text(
          LABEL_WIDTH + value * scale + 8,
          y + index * thin + thin / 2 - 1,
          show(value),
          'class="value"',
        ),
      ]),
    ];
  });
  const below = TOP + groups.length * step + 4;
  const { content: names, height } = legend(series, below);
  return svg(title, below + height, [...content, ...names]);
}

/** A total, what is added to it and taken away, and the total that is left. */
export function waterfallBars(chart: {
  title: string;
  from: { label: string; value: number };
  steps: readonly { label: string; change: number }[];
  to: { label: string; value: number };
  show: (value: number) => string;
  showChange: (value: number) => string;
}): string {
  const { title, from, steps, to, show, showChange } = chart;
  const left = 10;
  const height = 250;
  const column = (WIDTH - left) / (steps.length + 2);
  const width = column * 0.66;
  let level = from.value;
  const levels = steps.map(({ change }) => (level += change));
  const scale = height / Math.max(from.value, ...levels);
  const y = (value: number) => 28 + height - value * scale;
  const words = (label: string, index: number) =>
    broken(label, 12).map((word, line) =>
      text(left + index * column + width / 2, y(0) + 16 + line * 14, word, 'text-anchor="middle"'),
    );
  const above = (index: number, value: number, shown: string) =>
    text(
      left + index * column + width / 2,
      y(value) - 10,
      shown,
      'text-anchor="middle" class="value"',
    );
  const whole = (
    index: number,
    { label, value }: { label: string; value: number },
    series: number,
  ) => [
    bar(left + index * column, y(value), width, value * scale, series, `${label}: ${show(value)}`),
    above(index, value, show(value)),
    ...words(label, index),
  ];
  const content = steps.flatMap(({ label, change }, index) => {
    const end = levels[index]!;
    const begin = end - change;
    const top = Math.max(begin, end);
    const x = left + (index + 1) * column;
    const shown = `${label}: ${showChange(change)}`;
    return [
      `<path d="M${at(x - column + width)} ${at(y(begin))}H${at(x)}" class="rule"/>`,
      bar(x, y(top), width, Math.max(1, Math.abs(change) * scale), change > 0 ? 7 : 2, shown),
      above(index + 1, top, showChange(change)),
      ...words(label, index + 1),
    ];
  });
  return svg(title, y(0) + 64, [
    ...whole(0, from, 0),
    ...content,
    ...whole(steps.length + 1, to, 1),
    `<path d="M0 ${at(y(0))}H${WIDTH}" class="rule"/>`,
  ]);
}
