import { type InvocationResult } from '../types.ts';

export type Condition =
  'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';

export type AsyncOutcome = {
  requestId: string;
  /** With the version or alias that the event is for. */
  functionArn: string;
  condition: Condition;
  invokeCount: number;
  requestPayload: string;
  /** Missing when the event grew too old before it reached the function. */
  result?: Pick<InvocationResult, 'payload' | 'functionError' | 'executedVersion'>;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** What Lambda sends to an onSuccess or onFailure destination. */
export const destinationRecord = (outcome: AsyncOutcome, now = new Date()): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: now.toISOString(),
    requestContext: {
      requestId: outcome.requestId,
      functionArn: outcome.functionArn,
      condition: outcome.condition,
      approximateInvokeCount: outcome.invokeCount,
    },
    requestPayload: parsed(outcome.requestPayload),
    ...(outcome.result && {
      responseContext: {
        statusCode: 200,
        executedVersion: outcome.result.executedVersion,
        ...(outcome.result.functionError && { functionError: outcome.result.functionError }),
      },
      responsePayload: parsed(outcome.result.payload.toString()),
    }),
  });
