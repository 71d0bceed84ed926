import { metered } from '@acado/powertools';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Notices } from '../domain/ports.ts';

/** Notices as messages of a topic. */
export const createNotices = (
  TopicArn: string,
  client: SNSClient = metered(new SNSClient()),
): Notices => ({
  tell: async ({ subject, text }) => {
    await client.send(new PublishCommand({ TopicArn, Subject: subject, Message: text }));
  },
});
