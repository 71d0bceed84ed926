import { type Summary } from './summary.ts';

const WIDTH = 760;
const LEFT = 190;
const RIGHT = 30;
const TOP = 64;
const ROW = 22;
/** Between the rows of all curves and those of families. */
const GAP = 14;
/** Errors beyond this are drawn at the edge. */
const MOST = 0.7;
/** Distinct for colour-blind eyes (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#cc79a7', '#999999'];

const x = (error: number): number => LEFT + (Math.min(error, MOST) / MOST) * (WIDTH - LEFT - RIGHT);

/** Each method's mean error, over all curves and by family, as a stand-alone SVG. */
export function summaryChart({ methods, curves, notNoisy }: Summary): string {
  const families = Object.keys(methods[0]?.families ?? {})
    .map((family) => ({
      label: `${family} (${methods[0]?.families[family]?.curves})`,
      errors: methods.map((method) => method.families[family]?.meanError ?? 0),
    }))
    .sort((a, b) => (a.errors[0] ?? 0) - (b.errors[0] ?? 0));
  const totals = [
    { label: `not noisy (${notNoisy})`, errors: methods.map((m) => m.notNoisy.byCurve.meanError) },
    { label: `all curves (${curves})`, errors: methods.map((m) => m.byCurve.meanError) },
  ];
  const line = TOP + totals.length * ROW;
  const bottom = line + GAP + families.length * ROW;
  const grid = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map(
    (error) =>
      `<path d="M${x(error).toFixed(1)} ${TOP - 8}V${bottom}" stroke="#ddd"/><text x="${x(error).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${Math.round(100 * error)} %</text>`,
  );
  const rows = [
    ...totals.map((row, i) => rowOf(row, TOP + i * ROW + 6, 'bold')),
    ...families.map((row, i) => rowOf(row, line + GAP + i * ROW + 6, 'normal')),
  ];
  const legend = methods.map(({ name }, i) => {
    const left = LEFT + i * 140;
    return `${dot(i, left, 40)}<text x="${left + 10}" y="40" dy=".35em">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 28}" font-family="sans-serif" font-size="12" fill="#222">
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="20" font-size="14" font-weight="bold">Mean error of predicted durations (${curves} real curves, three sizes given)</text>
${[...legend, ...grid, ...rows].join('\n')}
</svg>
`;
}

/** A label, and a dot for each method: that of what is predicted here filled, and on top. */
function rowOf({ label, errors }: { label: string; errors: number[] }, y: number, weight: string) {
  const dots = errors.map((error, i) => dot(i, x(error), y)).reverse();
  return `<text x="${LEFT - 12}" y="${y}" dy=".35em" text-anchor="end" font-weight="${weight}">${label}</text>${dots.join('')}`;
}

const dot = (method: number, left: number, y: number): string =>
  `<circle cx="${left.toFixed(1)}" cy="${y}" r="${method === 0 ? 5.5 : 4}" fill="${method === 0 ? COLOURS[0] : 'none'}" stroke="${COLOURS[method]}" stroke-width="1.6"/>`;
