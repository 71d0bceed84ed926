import type { Deployed } from '../model/types.ts';

const url = (name: string) => `http://127.0.0.1:4566/000000000000/${name}`;

const aFunction = (name: string): Deployed['functions'][number] => ({
  ...{ name, memoryMb: 512, architecture: 'arm64' },
});

const aQueue = (name: string, deadLetterQueue?: string) => ({
  ...{ name, url: url(name) },
  ...(deadLetterQueue !== undefined && { deadLetterQueue }),
});

const aConsumer = (service: string, functionKey: string, stores: Record<string, string>) => {
  const queue = `acado-${service}-local-orders`;
  const functionName = `acado-${service}-local-${functionKey}`;
  return {
    ...{ queue, functionName },
    outputs: {
      httpApi: 'http://127.0.0.1:4667',
      functions: { [functionKey]: functionName },
      resources: {
        ...stores,
        ServerlessDeploymentBucket: `${service}-deployments`,
        OrdersQueue: url(queue),
        OrdersDeadLetterQueue: url(`${queue}-dlq`),
        OrdersRule: queue,
      },
    },
    rule: {
      ...{ bus: 'acado-ingest-a-local-orders', name: queue, queue },
      deadLetterQueue: `${queue}-rule-dlq`,
    },
    queues: [aQueue(queue, `${queue}-dlq`), aQueue(`${queue}-dlq`), aQueue(`${queue}-rule-dlq`)],
  };
};

/** A producer with an inbox and two consumers. */
export const aDeployment = (overrides: Partial<Deployed> = {}): Deployed => {
  const b = aConsumer('worker-b', 'storeOrders', {
    OrdersTable: 'acado-worker-b-local-orders',
    OrdersBucket: 'acado-worker-b-local-orders-000000000000',
  });
  const c = aConsumer('worker-c', 'renderReceipts', {
    ReceiptsTable: 'acado-worker-c-local-receipts',
  });
  const inbox = 'acado-ingest-a-local-inbox';
  const publisher = 'acado-ingest-a-local-publishOrders';
  return {
    region: 'us-east-1',
    services: {
      'ingest-a': {
        httpApi: 'http://127.0.0.1:4666',
        functions: { placeOrders: 'acado-ingest-a-local-placeOrders', publishOrders: publisher },
        resources: {
          InboxQueue: url(inbox),
          OrdersBus: 'acado-ingest-a-local-orders',
          HttpApi: 'orders-api',
        },
      },
      'worker-b': b.outputs,
      'worker-c': c.outputs,
    },
    functions: [
      aFunction('acado-ingest-a-local-placeOrders'),
      ...[publisher, b.functionName, c.functionName].map(aFunction),
    ],
    mappings: [
      { queue: inbox, functionName: publisher },
      ...[b, c].map(({ queue, functionName }) => ({ queue, functionName })),
    ],
    rules: [b.rule, c.rule],
    queues: [aQueue(inbox, `${inbox}-dlq`), aQueue(`${inbox}-dlq`), ...b.queues, ...c.queues],
    tables: ['acado-worker-b-local-orders', 'acado-worker-c-local-receipts'],
    buckets: ['acado-worker-b-local-orders-000000000000', 'worker-b-deployments'],
    ...overrides,
  };
};
