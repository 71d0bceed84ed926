import type { Analysis } from '@acado/tuning';
import { at } from '../chart/elements.ts';
import { ordered } from '../tables.ts';

const WIDTH = 120;
const HEIGHT = 26;
const EDGE = 4;
const BLOCKS = '▁▂▃▄▅▆▇█';

/** Costs of the recommended architecture's sizes, from the smallest to the largest, each as a share of the highest. */
export function costShapeOf(run: Analysis): { share: number; isChosen: boolean }[] {
  const { architecture, memoryMb } = run.recommendation;
  const measured = ordered(run.measurements).filter((one) => one.architecture === architecture);
  const highest = Math.max(...measured.map(({ averageCostUsd }) => averageCostUsd));
  return measured.map((one) => ({
    share: highest > 0 ? one.averageCostUsd / highest : 0,
    isChosen: one.memoryMb === memoryMb,
  }));
}

/** For text: `▃▃▄█`. */
export const sparkText = (run: Analysis): string =>
  costShapeOf(run)
    .map(({ share }) => BLOCKS[Math.min(BLOCKS.length - 1, Math.floor(share * BLOCKS.length))])
    .join('');

/** For a page: a line with a dot at the recommended size. */
export function sparkSvg(run: Analysis): string {
  const shape = costShapeOf(run);
  const step = (WIDTH - 2 * EDGE) / Math.max(1, shape.length - 1);
  const places = shape.map(({ share, isChosen }, index) => ({
    x: at(EDGE + index * step),
    y: at(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)),
    isChosen,
  }));
  return [
    `<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="cost over memory">`,
    `<path d="M${places.map(({ x, y }) => `${x} ${y}`).join('L')}"/>`,
    ...places
      .filter(({ isChosen }) => isChosen)
      .map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="3.4"/>`),
    '</svg>',
  ].join('');
}
