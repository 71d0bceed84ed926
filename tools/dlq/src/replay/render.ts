import { type Failure, patternOf } from '../groups/failure.ts';
import { counted, shortText } from '../text.ts';
import type { Outcome } from './outcome.ts';
import type { Invocation } from './sandbox.ts';

/** Of a line of the log; --json has all of it. */
const MAX_LINE = 400;
const MAX_FRAMES = 8;

/** Where the sandbox unpacks a function is of no interest. */
const shortPath = (text: string): string =>
  text.replaceAll(/\/[^\s():"]*\/packages\/[0-9a-f]+\//g, '');

/** How a replay ended, for people. */
export function replayText(
  functionName: string,
  { result, failure, totalUsd, lambdaUsd }: Outcome,
  invocation: Invocation,
): string {
  const { billedMs, memoryMb, maxMemoryUsedMb, calls, log } = invocation;
  const cost = totalUsd ?? lambdaUsd;
  const lines = [
    `${functionName}: ${result}`,
    ...(failure ? failureLines(failure) : []),
    `  ${billedMs} ms billed, ${maxMemoryUsedMb} of ${memoryMb} MB${cost === undefined ? '' : `, $${cost.toPrecision(2)}${totalUsd === undefined ? ' without what it called' : ''}`}`,
    ...calls.map(
      ({ name, requests, failed }) =>
        `  ${name}: ${counted(requests, 'call')}${failed > 0 ? `, ${failed} failed` : ''}`,
    ),
    'Log:',
    ...log
      .filter((line) => !line.startsWith('{"_aws"'))
      .map((line) => `  ${shortText(shortPath(line), MAX_LINE)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function failureLines(failure: Failure): string[] {
  const { fingerprint } = patternOf(failure);
  const lines = [`  fingerprint ${fingerprint}`];
  for (let at: Failure | undefined = failure; at; at = at.cause)
    lines.push(
      `  ${at === failure ? '' : 'because of '}${at.type}: ${at.message}`,
      ...(at.stack ?? []).slice(0, MAX_FRAMES).map((frame) => `    ${shortPath(frame.trim())}`),
    );
  return lines;
}
