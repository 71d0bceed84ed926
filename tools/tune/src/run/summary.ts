import { textTable } from '@acado/command-line';
import type { Analysis, Candidate, Measurement } from '@acado/tuning';

/**
 * The result of one function as text: a table of what was measured, the recommendation and why.
 *
 * @example
 * process.stdout.write(summaryOf(analysis));
 */
export function summaryOf(analysis: Analysis): string {
  const { functionName, measurements, failures, warnings, recommendation, current } = analysis;
  const rows = [...measurements].sort(
    (a, b) => a.architecture.localeCompare(b.architecture) || a.memoryMb - b.memoryMb,
  );
  const table = textTable(
    [HEADING, ...rows.map((row) => rowOf(row, [recommendation, current]))],
    NUMERIC,
  );
  return [
    `${functionName}\n`,
    table,
    ...failures.map((failure) => `${label(failure)}: ${failure.cause}\n`),
    ...warnings.map((warning) => `Warning: ${warning}\n`),
    `${advice(analysis)}\n`,
  ].join('\n');
}

/** Cold starts are part of the average, as the contract has it; decisions compare warm invocations. */
const HEADING = ['', 'memory', 'average', 'warm', 'p95', 'per million', '±', 'samples', ''];
const NUMERIC = [1, 2, 3, 4, 5, 6, 7];

function rowOf(measurement: Measurement, [best, current]: [Candidate, Candidate]): string[] {
  const { averageDurationMs, warm, p95Ms, averageCostUsd, costInterval, samples } = measurement;
  const halfWidth = (costInterval[1] - costInterval[0]) / 2;
  const remarks = [
    same(measurement, current) ? 'now' : '',
    measurement.errors > 0 ? `${measurement.errors} errors` : '',
    measurement.throttles > 0 ? `${measurement.throttles} throttled` : '',
    measurement.refusedBecause ?? '',
  ];
  return [
    same(measurement, best) ? '→' : '',
    label(measurement),
    `${averageDurationMs.toFixed(1)} ms`,
    warm ? `${warm.averageDurationMs.toFixed(1)} ms` : '',
    `${p95Ms.toFixed(1)} ms`,
    `$${(averageCostUsd * 1e6).toFixed(3)}`,
    averageCostUsd > 0 ? `${((halfWidth / averageCostUsd) * 100).toFixed(0)} %` : '',
    String(samples),
    remarks.filter(Boolean).join(', '),
  ];
}

function advice({ recommendation, strategy, invocations, stateMachine }: Analysis): string {
  const { change, confident, reason, costSaving, durationSaving } = recommendation;
  const what = change ? `Change to ${label(recommendation)}` : `Keep ${label(recommendation)}`;
  const gains = [percent(costSaving, 'cost'), percent(durationSaving, 'time')].filter(Boolean);
  const effect = change && gains.length > 0 ? ` (${gains.join(', ')})` : '';
  return [
    `${what}${effect}, by ${strategy}${confident || !change ? '' : '; not certain'}. ${reason}`,
    `${invocations} invocations, on AWS $${(stateMachine.lambdaCost + stateMachine.executionCost).toFixed(4)}`,
    stateMachine.visualization,
  ].join('\n');
}

const percent = (saving: number | undefined, of: string): string =>
  saving === undefined
    ? ''
    : `${saving < 0 ? '+' : '−'}${Math.abs(saving * 100).toFixed(0)} % ${of}`;

const label = ({ architecture, memoryMb }: Candidate): string => `${architecture} ${memoryMb} MB`;

const same = (a: Candidate, b: Candidate): boolean =>
  a.memoryMb === b.memoryMb && a.architecture === b.architecture;
