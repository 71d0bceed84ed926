import { stayingText } from '../queue/staying.ts';
import { counted, durationText } from '../text.ts';
import type { RedrivePlan } from './plan.ts';
import type { RedriveResult } from './redrive.ts';

/** What a redrive will do, for people. */
export function planText(
  { queue, destination, forecast, warnings }: RedrivePlan,
  perSecond: number,
): string {
  const { messages, bytes, seconds, sqsRequests, lambdaInvocations, usd, notes } = forecast;
  const to = destination.kind === 'queue' ? 'queue' : 'function, asynchronously:';
  const lambda =
    lambdaInvocations === undefined ? '' : `, ${counted(lambdaInvocations, 'Lambda invocation')}`;
  const lines = [
    `${counted(messages, 'message')} (${Math.ceil(bytes / 1024).toLocaleString('en')} KB) of ${queue.name}`,
    `  to ${to} ${destination.name}, read by ${destination.consumers.join(', ') || 'nobody'}`,
    `  ${perSecond} per second: ${durationText(seconds)}`,
    `  ${counted(sqsRequests, 'SQS request')}${lambda}: ${usd === undefined ? 'no price' : usdText(usd)}`,
    ...notes.map((note) => `  ${note}`),
    ...warnings.map((warning) => `WARNING ${warning}`),
    'Each message is sent before it is deleted. If this is killed in between, some go twice: consumers that are idempotent do not mind.',
  ];
  return `${lines.join('\n')}\n`;
}

/** Of small amounts two digits that count. */
const usdText = (usd: number): string =>
  usd === 0 ? '$0' : `$${usd >= 0.01 ? usd.toFixed(2) : usd.toPrecision(2)}`;

/** What became of the messages, for people. */
export function resultText({
  moved,
  finished,
  failed,
  missing,
  isInterrupted,
}: RedriveResult): string {
  const lines = [
    `${counted(moved, 'message')} moved`,
    ...(finished > 0
      ? [
          `${counted(finished, 'message')} that an interrupted redrive had sent deleted, not sent again`,
        ]
      : []),
    ...stayingText(failed),
    ...(isInterrupted
      ? [`Interrupted: ${counted(missing.length, 'message')} not moved; the same command goes on`]
      : missing.length > 0
        ? [
            `${counted(missing.length, 'message')} could not be received: somebody else holds them, or they are gone`,
          ]
        : []),
  ];
  return `${lines.join('\n')}\n`;
}
