import { type Cloud, type CloudOptions, createCloud } from '@acado/local-cloud';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetFunctionConcurrencyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { packageRunaway } from './package-runaway.ts';

const FUNCTION = 'acado-runaway-local-repeat';

export type Runaway = {
  cloud: Cloud;
  cloudWatch: CloudWatchClient;
  functionName: string;
  alarmName: string;
  /** Puts the first events; from then on the function keeps itself busy. */
  begin: () => Promise<void>;
  /** The function's reserved concurrency. */
  reservation: () => Promise<number | undefined>;
  /** Ends the loop as an operator would: the function may not run at all. */
  end: () => Promise<void>;
  /** Stops the cloud. */
  stop: () => Promise<void>;
};

/** What else is on the cloud. */
export type Company = Pick<CloudOptions, 'services' | 'transform'>;

/** A cloud with nothing but the function that triggers itself, not yet triggered, unless it has company. */
export const startRunaway = async (
  directory: string,
  onAlarm: (message: string) => void = () => undefined,
  { services, transform }: Company = { services: [] },
): Promise<Runaway> => {
  const cloud = await createCloud({
    services: [await packageRunaway(directory), ...services],
    directory,
    transform,
    report: (_level, source, message) => onAlarm(`${source}: ${message}`),
  });
  const config = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  };
  const clients = {
    cloudWatch: new CloudWatchClient(config),
    events: new EventBridgeClient(config),
    lambda: new LambdaClient(config),
  };
  return {
    cloud,
    cloudWatch: clients.cloudWatch,
    functionName: FUNCTION,
    alarmName: `${FUNCTION}-cost`,
    begin: async () => {
      const first = {
        EventBusName: 'acado-runaway-local-events',
        Source: 'acado.runaway',
        DetailType: 'Started',
        Detail: JSON.stringify({ generation: 0 }),
      };
      const { FailedEntryCount } = await clients.events.send(
        new PutEventsCommand({ Entries: Array(4).fill(first) }),
      );
      if (FailedEntryCount !== 0) throw new Error('The bus refused the first events');
    },
    reservation: async () => {
      const command = new GetFunctionConcurrencyCommand({ FunctionName: FUNCTION });
      return (await clients.lambda.send(command)).ReservedConcurrentExecutions;
    },
    end: async () => {
      await clients.lambda.send(
        new PutFunctionConcurrencyCommand({
          FunctionName: FUNCTION,
          ReservedConcurrentExecutions: 0,
        }),
      );
    },
    stop: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await cloud.stop();
    },
  };
};
