import { type Summary } from './summary.ts';

const WIDTH = 760;
const LEFT = 190;
const RIGHT = 30;
const TOP = 64;
const ROW = 22;
/** Errors beyond this are drawn at the edge. */
const MOST = 0.7;
/** Distinct for colour-blind eyes (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#cc79a7', '#999999'];

const x = (error: number): number => LEFT + (Math.min(error, MOST) / MOST) * (WIDTH - LEFT - RIGHT);

/** Each method's mean error by family, as a stand-alone SVG. */
export function summaryChart({ methods, curves }: Summary): string {
  const families = Object.keys(methods[0]?.families ?? {}).sort(
    (a, b) => errorOf(0, a) - errorOf(0, b),
  );
  function errorOf(method: number, family: string): number {
    return methods[method]?.families[family]?.meanError ?? 0;
  }
  const bottom = TOP + families.length * ROW;
  const grid = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map(
    (error) =>
      `<path d="M${x(error).toFixed(1)} ${TOP - 8}V${bottom}" stroke="#ddd"/><text x="${x(error).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${Math.round(100 * error)} %</text>`,
  );
  const rows = families.map((family, row) => {
    const y = TOP + row * ROW + 6;
    const dots = methods
      .map(
        (_, i) =>
          `<circle cx="${x(errorOf(i, family)).toFixed(1)}" cy="${y}" r="${i === 0 ? 5.5 : 4}" fill="${i === 0 ? COLOURS[0] : 'none'}" stroke="${COLOURS[i]}" stroke-width="1.6"/>`,
      )
      .reverse();
    const count = methods[0]?.families[family]?.curves;
    return `<text x="${LEFT - 12}" y="${y}" dy=".35em" text-anchor="end">${family} (${count})</text>${dots.join('')}`;
  });
  const legend = methods.map(
    ({ name }, i) =>
      `<circle cx="${LEFT + i * 140}" cy="40" r="5" fill="${i === 0 ? COLOURS[0] : 'none'}" stroke="${COLOURS[i]}" stroke-width="1.6"/><text x="${LEFT + i * 140 + 10}" y="40" dy=".35em">${name}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 28}" font-family="sans-serif" font-size="12" fill="#222">
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="20" font-size="14" font-weight="bold">Mean error of predicted durations by family (${curves} real curves, three sizes given)</text>
${[...legend, ...grid, ...rows].join('\n')}
</svg>
`;
}
