import { at, inViews, shape, text } from './elements.ts';
import { type Frame, LEFT, type Part, RIGHT } from './frame.ts';
import type { Chart, Curve, Flag, Panel, Point, Series } from './model.ts';
import { type ValueScale, valueScale } from './scale.ts';

const TOP = 30;
const BOTTOM = 226;
const HEIGHT = BOTTOM + 16;
/** A limit that much above all values would squeeze them; it is then only told. */
const LIMIT_IN_SIGHT = 1.6;
/** More names of errors would be a thicket; the notes below the chart have them all. */
const MOST_CAUSES = 8;
const LONGEST_CAUSE = 26;

/** A quantity over memory: lines, intervals, limit, and what failed. */
export function panelPart(panel: Panel, { series, views }: Chart, frame: Frame): Part {
  const { title, limit, curves } = panel;
  const values = valuesOf(panel);
  const isInSight = limit !== undefined && !isOutOfSight(panel);
  const shown = isInSight ? [...values, limit.value] : values;
  const scale = valueScale(shown, BOTTOM, TOP, endsOf(panel));
  const name = `${title}${scale.kind === 'log' ? ' (logarithmic)' : ''}`;
  const content = [
    inViews(views, (flags) => flags.map((flag) => flagMark(flag, frame)).join('')),
    ...scale.ticks.map((tick) => grid(tick, scale, panel)),
    text(LEFT - 56, 12, name, 'class="strong halo"'),
    ...(isInSight ? [limitLine(limit, scale)] : []),
    ...failures(series, areNamed(panel, series, frame), frame),
    ...curves.map((curve, look) => curveGroup(curve, series[look]!, look, frame, scale)),
    `<path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}"/>`,
  ];
  return { height: HEIGHT, content: content.join('\n') };
}

const isShown = (value: number): boolean => Number.isFinite(value) && value >= 0;

const valuesOf = ({ curves }: Panel): number[] =>
  curves
    .flatMap(({ points, dashed = [] }) => [...points, ...dashed].map(({ value }) => value))
    .filter(isShown);

const endsOf = ({ curves }: Panel): number[] =>
  curves.flatMap(({ points }) => points.flatMap(({ interval = [] }) => interval)).filter(isShown);

/** Whether a limit is so far above what was measured that the panel does not show it. */
export const isOutOfSight = (panel: Panel): boolean =>
  panel.limit !== undefined && panel.limit.value > Math.max(...valuesOf(panel), 0) * LIMIT_IN_SIGHT;

/** The size that a flag points at, through the whole panel. */
function flagMark({ kind, memoryMb }: Flag, { memory }: Frame): string {
  const x = memory.at(memoryMb);
  if (kind === 'current') return `<path class="now" d="M${at(x)} 0V${BOTTOM}"/>`;
  const half = Math.min(18, Math.max(7, memory.gap / 2));
  return `<rect class="band" x="${at(x - half)}" y="0" width="${at(half * 2)}" height="${BOTTOM}"/>`;
}

const grid = (tick: number, scale: ValueScale, { show }: Panel): string =>
  `<path class="grid" d="M${LEFT} ${at(scale.at(tick))}H${RIGHT}"/>` +
  text(LEFT - 8, scale.at(tick), show(tick), 'text-anchor="end"');

function limitLine(limit: { value: number; text: string }, scale: ValueScale): string {
  const y = scale.at(limit.value);
  return (
    `<path class="limit" d="M${LEFT} ${at(y)}H${RIGHT}"/>` +
    text(RIGHT - 4, y - 9, limit.text, 'class="limit-text halo" text-anchor="end"')
  );
}

const areNamed = ({ namesErrors }: Panel, series: readonly Series[], { memory }: Frame): boolean =>
  namesErrors && memory.gap >= 24 && series.flatMap(({ failed }) => failed).length <= MOST_CAUSES;

/** A cross for each size that failed, with the errors' names where there is room for them. */
function failures(series: readonly Series[], areNamed: boolean, frame: Frame): string[] {
  const named = new Set<number>();
  return series.flatMap(({ failed }, look) =>
    failed.map(({ memoryMb }) => {
      const x = frame.x(memoryMb, look);
      const isFirst = !named.has(memoryMb);
      named.add(memoryMb);
      return [
        `<g class="k${look}" data-look="${look}">`,
        `<path class="cross" d="M${at(x - 4)} ${BOTTOM - 12}l8 8m0 -8l-8 8"/>`,
        areNamed && isFirst ? cause(x, errorsOf(series, memoryMb)) : '',
        '</g>',
      ].join('');
    }),
  );
}

/** Errors of one size, whichever series they are of. */
const errorsOf = (series: readonly Series[], memoryMb: number): string => {
  const failed = series.flatMap((one) => one.failed.filter((each) => each.memoryMb === memoryMb));
  return [...new Set(failed.map(({ error }) => error))].join(', ');
};

function cause(x: number, errors: string): string {
  const name = errors.length > LONGEST_CAUSE ? `${errors.slice(0, LONGEST_CAUSE - 1)}…` : errors;
  const place = `transform="rotate(-90 ${at(x)} ${BOTTOM - 20})"`;
  return text(x, BOTTOM - 20, name, `class="cause halo" font-size="11" ${place}`);
}

/** Lines, intervals and marks of one series. */
function curveGroup(
  { points, dashed = [] }: Curve,
  { failed }: Series,
  look: number,
  frame: Frame,
  scale: ValueScale,
): string {
  const line = (values: readonly { memoryMb: number; value: number }[]): string =>
    lineOf(values, failed, frame, (memoryMb, value) => [frame.x(memoryMb, look), scale.at(value)]);
  return [
    `<g class="k${look}" data-look="${look}">`,
    ...(dashed.length > 0 ? [`<path class="dashed" d="${line(dashed)}"/>`] : []),
    `<path class="line" d="${line(points)}"/>`,
    ...points.map((point) => pointGroup(point, look, frame, scale)),
    '</g>',
  ].join('\n');
}

/** From size to size; it ends where a size in between failed, of which nothing is known. */
function lineOf(
  values: readonly { memoryMb: number; value: number }[],
  failed: Series['failed'],
  { memory }: Frame,
  place: (memoryMb: number, value: number) => [x: number, y: number],
): string {
  let isBroken = true;
  const steps = memory.sizes.map((memoryMb) => {
    if (failed.some((failure) => failure.memoryMb === memoryMb)) isBroken = true;
    const found = values.find((value) => value.memoryMb === memoryMb);
    if (found === undefined) return '';
    const step = isBroken ? 'M' : 'L';
    isBroken = false;
    return step + place(memoryMb, found.value).map(at).join(' ');
  });
  return steps.join('');
}

function pointGroup(point: Point, look: number, frame: Frame, scale: ValueScale): string {
  const x = frame.x(point.memoryMb, look);
  const y = scale.at(point.value);
  const size = Math.min(4.2, Math.max(2.2, frame.memory.gap / 5));
  const classes = ['point', point.refused ? 'refused' : '', point.chosen ? 'chosen' : ''];
  return [
    `<g class="${classes.filter(Boolean).join(' ')}" data-id="${point.id}">`,
    ...(point.interval ? [interval(x, point.interval, size, scale)] : []),
    shape(look, x, y, size),
    `<circle class="ring" cx="${at(x)}" cy="${at(y)}" r="${at(size + 4.5)}"/>`,
    '</g>',
  ].join('');
}

/** An end that is beyond the axis has no cap: it goes on. */
function interval(
  x: number,
  ends: readonly [number, number],
  size: number,
  scale: ValueScale,
): string {
  const [bottom, top] = ends.map((end) => at(scale.at(end)));
  const caps = ends
    .filter((end) => !scale.isBeyond(end))
    .map((end) => `M${at(x - size)} ${at(scale.at(end))}h${at(size * 2)}`);
  return `<path class="bar" d="M${at(x)} ${bottom}V${top}${caps.join('')}"/>`;
}
