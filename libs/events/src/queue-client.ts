import { metered } from '@acado/powertools/cost';
import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';

/**
 * An SQS client for {@link sendMessages}, which retries by itself. Where AWS is comes from the environment as for any
 * client, not from the queue's URL: of that only the path counts, so it can be written down before there is a queue.
 *
 * @example
 * const retries = createOrderRetries({ sqs: createQueueClient(), queueUrl });
 */
export const createQueueClient = (config: SQSClientConfig = {}): SQSClient =>
  metered(new SQSClient({ maxAttempts: 1, useQueueUrlAsEndpoint: false, ...config }));
