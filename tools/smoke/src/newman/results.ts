import type { Execution } from 'newman';
import { answerMessage, requestMessage } from './messages.ts';
import { type Asked, nextSteps } from './next-steps.ts';
import { reasonsOf } from './reasons.ts';
import type { Redaction } from './redact.ts';
import type { RequestResult } from './smoke-run.ts';

/** What executions are judged by. */
export interface Judging {
  asked: Asked;
  redact: Redaction;
  timeoutMs: number;
}

/** One result per request; of one that was sent several times, the last. */
export function resultsOf(
  executions: readonly Execution[],
  collectionName: string,
  judging: Judging,
): RequestResult[] {
  const byItem = Map.groupBy(executions, ({ item }) => item.id);
  return [...byItem.values()].map((ofItem) => {
    const folder = ofItem[0]!.item.parent()?.name;
    return {
      ...resultOf(ofItem.at(-1)!, judging),
      folder: folder === collectionName ? undefined : folder,
      times: ofItem.length,
    };
  });
}

function resultOf(execution: Execution, { asked, redact, timeoutMs }: Judging) {
  const { item, request, response, requestError, assertions = [] } = execution;
  const reasons = reasonsOf(execution, timeoutMs).map(redact.text);
  return {
    name: item.name,
    method: request?.method ?? '',
    url: redact.text(request?.url.toString() ?? ''),
    status: response?.code,
    milliseconds: response && Math.round(response.responseTime),
    bytes: response?.responseSize,
    // Without an answer there is nothing that they could have looked at.
    assertions: requestError
      ? []
      : assertions.map(({ assertion, error }) => ({
          name: redact.text(assertion),
          passed: !error,
        })),
    ...(reasons.length > 0 &&
      request && {
        failure: {
          reasons,
          request: requestMessage(request, redact),
          answer: response && answerMessage(response, redact),
          next: nextSteps(execution, asked),
        },
      }),
  };
}
