import { relative } from 'node:path';
import { failuresOf, type SmokeRun } from '../newman/smoke-run.ts';
import { remarkOf, verdictOf } from './words.ts';

/** A run in a few lines: the verdict, every failure with its reasons, and where the report is. */
export function summaryOf(run: SmokeRun, report: string): string {
  const failures = failuresOf(run).flatMap(({ name, method, url, failure }) => [
    `  ${oneLine(`${name}: ${method} ${url}`)}`,
    ...failure.reasons.map((reason) => `    ${oneLine(reason)}`),
    ...failure.next.map((step) => `    → ${step}`),
  ]);
  const remark = remarkOf(run);
  return [
    `${run.service}: ${verdictOf(run)} (${run.baseUrl}, ${(run.milliseconds / 1000).toFixed(1)} s)`,
    ...failures,
    ...(remark === undefined ? [] : [`  ${remark}`]),
    ...notSent(run),
    `  ${relative('', report)}`,
    '',
  ].join('\n');
}

/** Without characters that a terminal acts upon: reasons quote answers. */
const oneLine = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ');

/** The names where they are few. */
function notSent({ leftOut }: SmokeRun): string[] {
  if (leftOut.length === 0) return [];
  return [`  Not sent: ${leftOut.length > 3 ? `${leftOut.length} requests` : leftOut.join('; ')}`];
}
