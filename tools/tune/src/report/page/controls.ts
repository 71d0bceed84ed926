import { escape } from '@acado/cost/render';
import type { Chart } from '../chart/model.ts';
import { swatch } from './figure.ts';

/** Whether the panels and series are shown; without script there is nothing to control. */
export const controlsHtml = (chart: Chart, more: readonly string[] = []): string =>
  [
    '<form class="controls" hidden autocomplete="off">',
    fieldset('Show', [
      checkbox('panel', 'duration', 'duration as'),
      statistics(chart),
      checkbox('panel', 'cost', 'cost'),
    ]),
    ...(chart.series.length > 1
      ? [
          fieldset(
            'Of',
            chart.series.map(({ name }, look) =>
              checkbox('series', String(look), `${swatch(look)} ${escape(name)}`),
            ),
          ),
        ]
      : []),
    ...more,
    '</form>',
  ].join('\n');

/** @param legend, @param content HTML. */
export const fieldset = (legend: string, content: readonly string[]): string =>
  `<fieldset><legend>${escape(legend)}</legend>${content.join('\n')}</fieldset>`;

const checkbox = (name: string, value: string, label: string): string =>
  `<label><input type="checkbox" name="${name}" value="${value}" checked>${label}</label>`;

function statistics({ panels }: Chart): string {
  const options = panels
    .filter(({ key }) => key !== 'cost')
    .map(({ key }) => `<option value="${key}">${key}</option>`);
  return `<select name="statistic" aria-label="Duration as">${options.join('')}</select>`;
}
