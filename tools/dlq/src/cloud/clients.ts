import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/** The parts of AWS that the workbench talks to; all of one region and account. */
export interface Clients {
  region: string;
  sqs: SQSClient;
  lambda: LambdaClient;
  events: EventBridgeClient;
  logs: CloudWatchLogsClient;
  cloudWatch: CloudWatchClient;
  s3: S3Client;
}

/** What all clients are made with. */
export interface ClientConfig {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/**
 * Makes the clients; what the configuration does not say, the environment does.
 *
 * @example
 * const clients = createClients({ region: 'eu-west-1' });
 */
export function createClients(given: ClientConfig): Clients {
  // A server that says nothing is not waited for for ever.
  const requestHandler = {
    connectionTimeout: 10_000,
    requestTimeout: 30_000,
    throwOnRequestTimeout: true,
  };
  const config = { ...given, requestHandler };
  // Reading many queues and log pages runs into rate limits; the SDK waits and tries again.
  const patient = { ...config, maxAttempts: 6 };
  return {
    region: given.region,
    // What is received must be given back, so a call that failed is repeated, but not for minutes.
    sqs: new SQSClient({ ...config, maxAttempts: 4 }),
    lambda: new LambdaClient(patient),
    events: new EventBridgeClient(patient),
    logs: new CloudWatchLogsClient(patient),
    cloudWatch: new CloudWatchClient(patient),
    s3: new S3Client(patient),
  };
}
