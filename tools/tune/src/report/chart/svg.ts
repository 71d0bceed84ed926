import { escape } from '@acado/cost/render';
import { axisPart } from './axis.ts';
import { at, linesOf, shape, text, widthOf } from './elements.ts';
import { frameOf, LEFT, type Part, RIGHT, WIDTH } from './frame.ts';
import { type Chart, flagsOf } from './model.ts';
import { panelPart } from './panel.ts';
import { stripPart } from './strip.ts';
import { chartStyle, LIGHT } from './style.ts';

/** Panels of a chart that are in its file; the page has more, to choose from. */
const SHOWN = ['mean', 'cost'];
const EDGE = LEFT - 56;

/** A chart as a file that stands alone: a browser shows it, and so does what knows less of SVG. */
export function chartSvg(chart: Chart): string {
  const frame = frameOf(chart);
  const parts: Part[] = [
    headPart(chart),
    stripPart(chart, frame),
    ...chart.panels
      .filter(({ key }) => SHOWN.includes(key))
      .map((panel) => panelPart(panel, chart, frame)),
    axisPart(chart, frame),
    notesPart(chart.notes),
  ];
  let y = 0;
  const placed = parts.map(({ height, content }) => {
    const top = y;
    y += height;
    return `<g transform="translate(0 ${at(top)})">\n${content}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="${WIDTH}" height="${at(y)}" viewBox="0 0 ${WIDTH} ${at(y)}" role="img" font-family="Inter, system-ui, sans-serif" font-size="12">`,
    `<title>${escape(chart.title)}</title>`,
    `<desc>${escape(descriptionOf(chart))}</desc>`,
    `<style>\n${chartStyle(LIGHT)}\n</style>`,
    `<rect width="100%" height="100%" fill="${LIGHT.back}"/>`,
    ...placed,
    '</svg>\n',
  ].join('\n');
}

/** For those who can't see it. */
export const descriptionOf = (chart: Chart): string =>
  [chart.subtitle, ...flagsOf(chart).map(({ text: words }) => words), ...chart.notes].join('. ');

function headPart({ title, subtitle, series, legend }: Chart): Part {
  let x = EDGE;
  const names = series.map(({ name }, look) => {
    const left = x;
    x += widthOf(name) + 44;
    return [
      `<g class="k${look}"><path class="line" d="M${at(left)} 66h20"/>${shape(look, left + 10, 66)}</g>`,
      text(left + 27, 66, name, 'class="strong"'),
    ].join('');
  });
  const [line = ''] = linesOf(title, WIDTH - 280, 1);
  return {
    height: 84,
    content: [
      text(EDGE, 24, line, 'class="title"'),
      text(EDGE, 45, subtitle),
      ...names,
      text(x, 66, legend.join(' · ')),
    ].join('\n'),
  };
}

function notesPart(notes: readonly string[]): Part {
  const lines = notes.flatMap((note) => linesOf(note, RIGHT - EDGE, 2));
  return {
    height: lines.length === 0 ? 4 : lines.length * 17 + 12,
    content: lines.map((line, index) => text(EDGE, index * 17 + 8, line)).join('\n'),
  };
}
