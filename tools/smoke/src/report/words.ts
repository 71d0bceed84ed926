import {
  failuresOf,
  type Message,
  type RequestResult,
  type SmokeRun,
} from '../newman/smoke-run.ts';

/** `Smoke test of worker-b`. */
export const titleOf = ({ service }: SmokeRun): string => `Smoke test of ${service}`;

/** Green or red, and how much of it. */
export function verdictOf(run: SmokeRun): string {
  const { requests } = run;
  const failed = failuresOf(run).length;
  if (requests.length === 0) return 'Red: nothing was sent';
  if (failed === 0 && !run.green)
    return `Red: the run ended before all requests were sent, though none failed`;
  return failed === 0
    ? `Green: ${count(requests.length, 'request')}, ${count(assertionsOf(run), 'assertion')}`
    : `Red: ${failed} of ${count(requests.length, 'request')} failed`;
}

const assertionsOf = ({ requests }: SmokeRun): number =>
  requests.reduce((sum, { assertions }) => sum + assertions.length, 0);

/** `https://…, stage dev on AWS, 2026-11-20 15:50:12 UTC, 1.2 s`. */
export function whereOf({ baseUrl, target, stage, startedAt, milliseconds }: SmokeRun): string {
  const place = { url: '', local: 'on this machine', aws: `stage ${stage} on AWS` }[target];
  const moment = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 19)} UTC`;
  return [baseUrl, place, moment, `${(milliseconds / 1000).toFixed(1)} s`]
    .filter((part) => part !== '')
    .join(', ');
}

/** What the failures have in common, if one sentence says it. */
export function remarkOf(run: SmokeRun): string | undefined {
  const failures = failuresOf(run);
  if (failures.length === 0) return undefined;
  if (run.requests.length === 1 && run.requests[0]!.status === undefined && run.leftOut.length > 0)
    return 'Nothing answered the first request, so no other was sent.';
  return failures.length > 1 ? 'The first failure may be the cause of those after it.' : undefined;
}

/** `200`, or why there is none. */
export const statusOf = ({ status }: RequestResult): string =>
  status === undefined ? 'no answer' : String(status);

/** `3 of 3`. */
export const assertedOf = ({ assertions }: RequestResult): string =>
  `${assertions.filter(({ passed }) => passed).length} of ${assertions.length}`;

/** A message as it goes over the wire. */
export const messageText = ({ start, headers, body }: Message): string =>
  [start, ...headers.map(([name, value]) => `${name}: ${value}`), ...(body ? ['', body] : [])].join(
    '\n',
  );

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
