import { escape } from '@acado/cost/render';
import { axisPart } from '../chart/axis.ts';
import { at, shape } from '../chart/elements.ts';
import { type Frame, frameOf, type Part, WIDTH } from '../chart/frame.ts';
import type { Chart } from '../chart/model.ts';
import { panelPart } from '../chart/panel.ts';
import { stripPart } from '../chart/strip.ts';
import { descriptionOf } from '../chart/svg.ts';
import { megabytes } from '../format.ts';

/** What is shown of one size when it is pointed at. */
export interface Tip {
  memoryMb: number;
  /** Names of the columns, one for each series that has figures. */
  columns: { look: number; name: string }[];
  rows: { name: string; values: string[] }[];
  remarks: string[];
}

/** The chart of a page: what a reader can switch on is there from the start. */
export function figureHtml(chart: Chart, tips: readonly Tip[]): string {
  const frame = frameOf(chart);
  return [
    '<figure>',
    `<div class="plot" tabindex="0" role="group" data-width="${WIDTH}" aria-label="${escape(`Chart of ${chart.title}. ${descriptionOf(chart)} Arrow keys go from size to size.`)}">`,
    partSvg(stripPart(chart, frame)),
    ...chart.panels.map((panel) =>
      partSvg(
        panelPart(panel, chart, frame),
        `data-panel="${panel.key}"${isShownAtFirst(panel.key) ? '' : ' hidden=""'}`,
      ),
    ),
    partSvg(axisPart(chart, frame)),
    '<div aria-live="polite">',
    ...frame.memory.sizes.map((memoryMb) =>
      tipHtml(
        memoryMb,
        tips.find((tip) => tip.memoryMb === memoryMb),
        frame,
      ),
    ),
    '</div>',
    '</div>',
    `<figcaption>${[chart.legend.join(' · '), ...chart.notes].map(escape).join('<br>')}</figcaption>`,
    '</figure>',
  ].join('\n');
}

const isShownAtFirst = (key: string): boolean => key === 'mean' || key === 'cost';

const partSvg = ({ height, content }: Part, attributes = ''): string =>
  [
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${at(height)}" aria-hidden="true" ${attributes}>`,
    content,
    `<path class="cursor" hidden="" d="M0 0V${at(height)}"/>`,
    '</svg>',
  ].join('\n');

function tipHtml(memoryMb: number, tip: Tip | undefined, { memory }: Frame): string {
  const head = tip?.columns.map(
    ({ look, name }) => `<th class="n">${swatch(look)} ${escape(name)}</th>`,
  );
  const rows = tip?.rows.map(
    ({ name, values }) =>
      `<tr><th>${escape(name)}</th>${values.map((value) => `<td class="n">${escape(value)}</td>`).join('')}</tr>`,
  );
  return [
    `<div class="tip" hidden="" data-x="${at(memory.at(memoryMb))}">`,
    `<strong>${escape(megabytes(memoryMb))}</strong>`,
    tip && tip.columns.length > 0
      ? `<table><tr><td></td>${head!.join('')}</tr>${rows!.join('')}</table>`
      : '',
    ...(tip?.remarks ?? ['not measured']).map((remark) => `<p>${escape(remark)}</p>`),
    '</div>',
  ].join('');
}

/** Colour and shape of a series. */
export const swatch = (look: number): string =>
  `<svg class="chart swatch" viewBox="0 0 22 12" aria-hidden="true" style="display:inline-block"><g class="k${look}"><path class="line" d="M0 6h22"/>${shape(look, 11, 6)}</g></svg>`;
