import { escape, tableHtml } from '@acado/cost/render';
import { type Analysis, type Candidate, candidateId, type Measurement } from '@acado/tuning';
import { sizesOf } from '../chart/model.ts';
import { type Choices, choicesOf } from '../choices.ts';
import { failureText } from '../failure-groups.ts';
import { cheaper, faster, ms, nameOf, perMillion } from '../format.ts';
import type { Result } from '../result-file.ts';
import { architecturesOf, chartOfRun, viewOf } from '../run-chart.ts';
import { type Settings, settingsOf } from '../run-context.ts';
import { candidatesTable, failuresTable, monthTable, samplesOf, withInterval } from '../tables.ts';
import {
  certaintyOf,
  figuresOf,
  headlineOf,
  meaningOf,
  measurementOf,
  methodOf,
  figuresNoteOf,
  titleOf,
} from '../words.ts';
import { controlsHtml, fieldset } from './controls.ts';
import { card, documentOf, heading, link, list, paragraph } from './document.ts';
import { figureHtml, type Tip } from './figure.ts';

/** The report of a run, with what a reader can ask of it. */
export function pageOfRun(run: Result): string {
  const settings = settingsOf(run.context.input);
  const choices = choicesOf(run, settings);
  const choosable = new Map(
    [run.recommendation, choices.cost, choices.speed, ...choices.balanced].map((candidate) => [
      candidateId(candidate),
      candidate,
    ]),
  );
  const isShown = (candidate: Candidate): boolean =>
    candidateId(candidate) === candidateId(run.recommendation);
  const chart = {
    ...chartOfRun(run),
    views: [...choosable.values()].map((candidate) => viewOf(run, candidate, isShown(candidate))),
  };
  const months = monthTable(run);
  const { failures, warnings, recommendation, context, stateMachine } = run;
  return documentOf(`${titleOf(run)}: ${headlineOf(run)}`, [
    `<h1>${escape(titleOf(run))}</h1>`,
    paragraph(`${chart.subtitle}.`, 'summary'),
    paragraph(`${headlineOf(run)}.`, 'lead'),
    paragraph(recommendation.reason),
    paragraph(certaintyOf(run), 'soft'),
    cardsHtml(run),
    ...warnings.map((warning) => paragraph(warning, 'warning')),
    heading('Duration and cost over memory'),
    controlsHtml(chart, [strategyControls(run, choices, settings)]),
    '<div aria-live="polite">',
    ...[...choosable.values()].map(
      (candidate) =>
        `<p data-choice="${candidateId(candidate)}"${isShown(candidate) ? '' : ' hidden'}><strong>${escape(nameOf(candidate))}</strong>: ${escape(figuresOf(run, candidate))}.</p>`,
    ),
    '</div>',
    figureHtml(
      chart,
      sizesOf(chart).map((memoryMb) => tipOf(run, memoryMb)),
    ),
    heading('What was measured'),
    paragraph(figuresNoteOf(run)),
    tableHtml(candidatesTable(run)),
    ...(failures.length > 0 ? [heading('What failed'), tableHtml(failuresTable(run))] : []),
    ...(months ? [heading('What it means for a bill'), tableHtml(months)] : []),
    heading(context.target === 'local' ? 'What a local figure means' : 'Where it was measured'),
    list(meaningOf(run)),
    heading('How it was measured'),
    `<dl class="method">${methodOf(run)
      .map(([term, value]) => `<dt>${escape(term)}</dt><dd>${escape(value)}</dd>`)
      .join('\n')}</dl>`,
    `<p>${[
      link(stateMachine.visualization, 'The chart on lambda-power-tuning'),
      link('result.json', 'as JSON'),
      link('chart.svg', 'as SVG'),
      link('chart.png', 'as PNG'),
      link('../index.html', 'all runs'),
    ].join(' · ')}</p>`,
  ]);
}

/** The recommendation's figures at a glance. */
function cardsHtml(run: Analysis): string {
  const then = measurementOf(run, run.recommendation);
  const now = measurementOf(run, run.current);
  const compare = (of: (one: Measurement) => number, words: (saving: number) => string): string =>
    then && now && then !== now ? `${words(1 - of(then) / of(now))} than now` : '';
  return [
    '<dl class="cards">',
    card(
      'Recommended',
      nameOf(run.recommendation),
      run.recommendation.change ? `now ${nameOf(run.current)}` : 'as it is now',
    ),
    ...(then
      ? [
          card(
            'Cost per million',
            perMillion(then.averageCostUsd),
            compare(({ averageCostUsd }) => averageCostUsd, cheaper),
          ),
          card(
            'Mean duration',
            `${ms(then.averageDurationMs)} ms`,
            compare(({ averageDurationMs }) => averageDurationMs, faster),
          ),
          card(
            'p95',
            `${ms(then.p95Ms)} ms`,
            compare(({ p95Ms }) => p95Ms, faster),
          ),
        ]
      : []),
    '</dl>',
  ].join('\n');
}

function strategyControls(run: Analysis, choices: Choices, { balancedWeight }: Settings): string {
  const radio = (strategy: Analysis['strategy'], choice?: Candidate): string =>
    `<label><input type="radio" name="strategy" value="${strategy}"${choice ? ` data-choice="${candidateId(choice)}"` : ''}${strategy === run.strategy ? ' checked' : ''}>${strategy}</label>`;
  const ids = choices.balanced.map(candidateId).join(' ');
  const weight = Math.round(balancedWeight * 100);
  return fieldset('Recommend for', [
    radio('cost', choices.cost),
    radio('speed', choices.speed),
    radio('balanced'),
    `<label class="weight">cost counts <input type="range" name="weight" min="0" max="100" value="${weight}" data-choices="${ids}"${run.strategy === 'balanced' ? '' : ' disabled'}><output>${weight} %</output></label>`,
  ]);
}

/** All figures of one size. */
function tipOf(run: Analysis, memoryMb: number): Tip {
  const ofSize = architecturesOf(run).map((architecture, look) => ({
    look,
    name: architecture,
    measured: measurementOf(run, { memoryMb, architecture }),
    failure: run.failures.find(
      (failure) => failure.memoryMb === memoryMb && failure.architecture === architecture,
    ),
  }));
  const columns = ofSize.filter(({ measured }) => measured !== undefined);
  const row = (name: string, show: (measured: Measurement) => string) => ({
    name,
    values: columns.map(({ measured }) => show(measured!)),
  });
  return {
    memoryMb,
    columns: columns.map(({ look, name }) => ({ look, name })),
    rows: [
      row('Mean, ms', (of) => withInterval(of.averageDurationMs, of.durationInterval, ms)),
      row('p50, p90', ({ p50Ms, p90Ms }) => `${ms(p50Ms)}, ${ms(p90Ms)}`),
      row('p95, p99', ({ p95Ms, p99Ms }) => `${ms(p95Ms)}, ${ms(p99Ms)}`),
      row('USD per million', (of) => withInterval(of.averageCostUsd, of.costInterval, perMillion)),
      row('Cold init, ms', ({ cold }) => (cold ? ms(cold.averageInitMs) : '–')),
      row('Memory used, MB', ({ maxMemoryUsedMb }) => String(maxMemoryUsedMb ?? '–')),
      row('Samples', samplesOf),
    ],
    remarks: ofSize.flatMap(({ name, measured, failure }) => [
      ...(measured?.refusedBecause === undefined ? [] : [`${name}: ${measured.refusedBecause}`]),
      ...(failure ? [`${name} failed: ${failureText(failure)}`] : []),
    ]),
  };
}
