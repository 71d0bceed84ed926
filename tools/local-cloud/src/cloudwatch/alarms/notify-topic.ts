import { AwsError } from '../../aws-api.ts';
import { type EngineCaller } from '../../engines/call.ts';
import { type AlarmTargets } from './state-changes.ts';

/** Publishes what an alarm says to its topic. */
export const notifyTopic =
  (sns: Pick<EngineCaller, 'query'>): AlarmTargets['notify'] =>
  async (arn, message) => {
    if (arn.split(':')[2] !== 'sns')
      throw new AwsError('ValidationError', `An alarm of the local cloud can't reach ${arn}.`);
    await sns.query({ Action: 'Publish', TopicArn: arn, Message: JSON.stringify(message) });
  };
