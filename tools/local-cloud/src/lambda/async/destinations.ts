import { setTimeout as delay } from 'node:timers/promises';
import { type AsyncInvokeConfig, type DeliverToDestination } from '../types.ts';
import { destinationRecord, type AsyncOutcome } from './destination-record.ts';

const attempts = 3;

export type Destinations = { onFailureArn?: string; onSuccessArn?: string; deadLetterArn?: string };

export const destinationsOf = (
  config: AsyncInvokeConfig | undefined,
  deadLetterArn: string | undefined,
): Destinations => ({
  onFailureArn: config?.onFailureArn,
  onSuccessArn: config?.onSuccessArn,
  deadLetterArn,
});

const errorMessage = (outcome: AsyncOutcome): string => {
  try {
    const body = JSON.parse(outcome.result?.payload.toString() ?? '{}') as {
      errorMessage?: unknown;
    };
    return typeof body.errorMessage === 'string' ? body.errorMessage : outcome.condition;
  } catch {
    return outcome.condition;
  }
};

/** Sends the record of an outcome where the function wants it; throws when a destination refuses it repeatedly. */
export const sendToDestinations = async (
  outcome: AsyncOutcome,
  { onFailureArn, onSuccessArn, deadLetterArn }: Destinations,
  deliver: DeliverToDestination,
): Promise<void> => {
  const succeeded = outcome.condition === 'Success';
  const send = async (arn: string, payload: string, attributes?: Record<string, string>) => {
    const event = {
      source: 'lambda',
      detailType: `Lambda Function Invocation Result - ${succeeded ? 'Success' : 'Failure'}`,
      resources: [arn, outcome.functionArn],
      ...(attributes && { messageAttributes: attributes }),
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return await deliver(arn, payload, event);
      } catch (error) {
        if (attempt === attempts) throw error;
        await delay(100 * 2 ** attempt);
      }
    }
  };

  const recordArn = succeeded ? onSuccessArn : onFailureArn;
  if (recordArn) await send(recordArn, destinationRecord(outcome));
  if (deadLetterArn && !succeeded) {
    await send(deadLetterArn, outcome.requestPayload, {
      RequestID: outcome.requestId,
      ErrorCode: '200',
      ErrorMessage: errorMessage(outcome),
    });
  }
};
