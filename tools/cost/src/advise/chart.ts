import { escape } from '../render/escape.ts';
import { ticks } from '../render/ticks.ts';

/** A picture of some curves over one axis. */
export interface Chart {
  title: string;
  x: string;
  y: string;
  series: readonly Series[];
}

/** One curve. */
export interface Series {
  name: string;
  points: readonly (readonly [x: number, y: number])[];
  /** Holds its value up to the next point, instead of running to it in a straight line. */
  steps?: boolean;
}

const WIDTH = 760;
const HEIGHT = 340;
const MARGIN = { left: 84, right: 190, top: 40, bottom: 48 };
/** Distinct for colour-blind eyes (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'];

const label = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 6 });

/** Curves as a stand-alone SVG, readable without any script or style sheet. */
export function chartSvg({ title, x, y, series }: Chart): string {
  const points = series.flatMap((curve) => curve.points);
  const range = (values: number[], zero: boolean) =>
    ticks(Math.min(...values, zero ? 0 : Infinity), Math.max(...values));
  const xTicks =
    points.length > 0
      ? range(
          points.map(([value]) => value),
          false,
        )
      : [0, 1];
  const yTicks =
    points.length > 0
      ? range(
          points.map(([, value]) => value),
          true,
        )
      : [0, 1];
  const right = WIDTH - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const scale = (marks: number[], from: number, to: number) => (value: number) =>
    (from + ((value - marks[0]!) / (marks.at(-1)! - marks[0]!)) * (to - from)).toFixed(1);
  const atX = scale(xTicks, MARGIN.left, right);
  const atY = scale(yTicks, bottom, MARGIN.top);

  const grid = yTicks.map(
    (value) =>
      `<path d="M${MARGIN.left} ${atY(value)}H${right}" stroke="#ddd"/><text x="${MARGIN.left - 8}" y="${atY(value)}" dy=".35em" text-anchor="end">${label(value)}</text>`,
  );
  const xLabels = xTicks.map(
    (value) =>
      `<text x="${atX(value)}" y="${bottom + 18}" text-anchor="middle">${label(value)}</text>`,
  );
  const curves = series.map((curve, index) => {
    const colour = COLOURS[index % COLOURS.length]!;
    const path = curve.points
      .map(([px, py], at) =>
        at === 0
          ? `M${atX(px)} ${atY(py)}`
          : `${curve.steps ? `H${atX(px)}V${atY(py)}` : `L${atX(px)} ${atY(py)}`}`,
      )
      .join('');
    const top = MARGIN.top + 8 + index * 20;
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/><path d="M${right + 14} ${top}h18" stroke="${colour}" stroke-width="3"/><text x="${right + 38}" y="${top}" dy=".35em">${escape(curve.name)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${MARGIN.left}" y="20" font-size="15" font-weight="600">${escape(title)}</text>`,
    ...grid,
    ...xLabels,
    `<text x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${escape(x)}</text>`,
    `<text transform="translate(16 ${(MARGIN.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(y)}</text>`,
    ...curves,
    '</svg>',
  ].join('\n');
}

/** A page that needs nothing but itself: the charts, and the text below them. */
export const page = (title: string, charts: readonly Chart[], text: string): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>body{font-family:system-ui,sans-serif;max-width:960px;margin:2rem auto;padding:0 1rem}pre{overflow:auto}</style>
<h1>${escape(title)}</h1>
${charts.map(chartSvg).join('\n')}
<pre>${escape(text)}</pre>
</html>
`;
