import {
  type MessageAttributeValue,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { queueUrlOf } from './queue-delivery.ts';

export type DeadLetter = {
  queueArn: string;
  event: string;
  ruleArn: string;
  targetArn: string;
  errorCode: string;
  errorMessage: string;
  retries: number;
  /** Only when retries ran out. */
  exhausted?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
};

/** Puts an event that could not be delivered into the target's dead-letter queue, with the attributes AWS gives it. */
export const sendDeadLetter = async (
  { sqs, endpoint }: { sqs: SQSClient; endpoint: string },
  { queueArn, event, ruleArn, targetArn, errorCode, errorMessage, retries, exhausted }: DeadLetter,
): Promise<void> => {
  const text = (StringValue: string): MessageAttributeValue => ({
    DataType: 'String',
    StringValue,
  });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrlOf(queueArn, endpoint),
      MessageBody: event,
      MessageAttributes: {
        RULE_ARN: text(ruleArn),
        TARGET_ARN: text(targetArn),
        ERROR_CODE: text(errorCode),
        ERROR_MESSAGE: text(errorMessage === '' ? errorCode : errorMessage),
        RETRY_ATTEMPTS: text(String(retries)),
        ...(exhausted && { EXHAUSTED_RETRY_CONDITION: text(exhausted) }),
      },
    }),
  );
};
