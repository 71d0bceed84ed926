import type { CloudOptions } from '@acado/local-cloud';
import { PutMetricDataCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetFunctionConcurrencyCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { join } from 'node:path';
import { z } from 'zod';
import { startRunaway } from '../runaway/start-runaway.ts';
import { packageQueueService } from './queue-service.ts';

const GOVERNANCE = join(import.meta.dirname, '../../../../services/cost-governance');
const ARN = 'us-east-1:000000000000';
const MINUTE_MS = 60_000;

/** Nobody waits: what is due in minutes is due at once, and the test says when it is looked at. */
const impatient: CloudOptions['transform'] = (stack) => {
  for (const { Type, Properties } of Object.values(stack.template.Resources)) {
    if (Properties.ScheduleExpression !== undefined) Properties.State = 'DISABLED';
    if (Type !== 'AWS::Lambda::Function') continue;
    const { data } = z
      .object({ Variables: z.looseObject({ COOL_DOWN_MINUTES: z.string() }) })
      .safeParse(Properties.Environment);
    if (data) Properties.Environment = { Variables: { ...data.Variables, ...NO_WAIT } };
  }
  return stack;
};
const NO_WAIT = { GRACE_MINUTES: '0', COOL_DOWN_MINUTES: '0' };

const messageSchema = z.object({ Subject: z.string(), Message: z.string() });

/** A cloud with the guard, a function that triggers itself, and one that reads a queue. */
export async function startGuarded(directory: string) {
  const runaway = await startRunaway(directory, () => undefined, {
    services: [GOVERNANCE, packageQueueService(directory)],
    transform: impatient,
  });
  const { cloud, cloudWatch, functionName, alarmName } = runaway;
  const config = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  };
  const lambda = new LambdaClient(config);
  const sqs = new SQSClient(config);
  const sns = new SNSClient(config);

  const inbox = await sqs.send(new CreateQueueCommand({ QueueName: 'inbox' }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: `arn:aws:sns:${ARN}:acado-cost-governance-local-alerts`,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:${ARN}:inbox`,
    }),
  );

  /** @throws what the function threw */
  const invoke = async (key: string, event: unknown = {}): Promise<unknown> => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({
        FunctionName: `acado-cost-governance-local-${key}`,
        Payload: JSON.stringify(event),
      }),
    );
    const text = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) throw new Error(text);
    return JSON.parse(text);
  };

  return {
    ...{ runaway, lambda, functionName },
    /** Has the alarm go off, from whatever state it is in, for a cost that lasts. */
    alarm: async (usdPerMinute: number): Promise<void> => {
      const minute = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
      const Dimensions = [
        { Name: 'service', Value: 'acado-runaway' },
        { Name: 'function', Value: functionName },
        { Name: 'stage', Value: 'local' },
      ];
      await cloudWatch.send(
        new PutMetricDataCommand({
          Namespace: 'Acado/Cost',
          MetricData: [-3, -2, -1, 0, 1, 2].map((offset) => ({
            ...{ MetricName: 'EstimatedCost', Dimensions, Value: usdPerMinute },
            Timestamp: new Date(minute + offset * MINUTE_MS),
          })),
        }),
      );
      await cloudWatch.send(
        new SetAlarmStateCommand({ AlarmName: alarmName, StateValue: 'OK', StateReason: 'begin' }),
      );
      cloud.evaluateAlarms(Date.now());
    },
    /** As the schedule does once a minute. */
    review: () => invoke('reviewThrottles'),
    operate: (action: string, name?: string) => invoke('operateGuard', { action, function: name }),
    reservation: async (name: string): Promise<number | undefined> => {
      const command = new GetFunctionConcurrencyCommand({ FunctionName: name });
      return (await lambda.send(command)).ReservedConcurrentExecutions;
    },
    mappingState: async (name: string): Promise<string | undefined> => {
      const command = new ListEventSourceMappingsCommand({ FunctionName: name });
      return (await lambda.send(command)).EventSourceMappings?.[0]?.State;
    },
    /** The next notice that was told, if there is one. */
    notice: async (): Promise<z.infer<typeof messageSchema> | undefined> => {
      const { QueueUrl } = inbox;
      const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      if (!message) return undefined;
      const { ReceiptHandle } = message;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return messageSchema.parse(JSON.parse(message.Body ?? ''));
    },
    send: async (queue: string): Promise<void> => {
      const QueueUrl = `${cloud.endpoint}/000000000000/${queue}`;
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'letter' }));
    },
    /** Messages of a queue, those in flight included. */
    depth: async (queue: string): Promise<number> => {
      const QueueUrl = `${cloud.endpoint}/000000000000/${queue}`;
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      return (
        Number(Attributes.ApproximateNumberOfMessages) +
        Number(Attributes.ApproximateNumberOfMessagesNotVisible)
      );
    },
    stop: async (): Promise<void> => {
      for (const client of [lambda, sqs, sns]) client.destroy();
      await runaway.stop();
    },
  };
}

export type Guarded = Awaited<ReturnType<typeof startGuarded>>;
