import { aDeployment } from '../testing/a-deployment.ts';
import { pipelineOf } from './pipeline.ts';

describe('pipelineOf', () => {
  const { nodes, edges, lanes } = pipelineOf(aDeployment());
  const namesAt = (rank: number) =>
    nodes.filter((node) => node.rank === rank).map(({ service, name }) => `${service} ${name}`);

  it('puts what is deployed in the order in which an order meets it', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(namesAt)).toEqual([
      [' client'],
      ['ingest-a placeOrders'],
      ['ingest-a inbox'],
      ['ingest-a publishOrders'],
      ['ingest-a orders'],
      ['worker-b orders', 'worker-c orders'],
      ['worker-b storeOrders', 'worker-c renderReceipts'],
      ['worker-b orders', 'worker-b orders', 'worker-c receipts'],
    ]);
    expect(lanes).toBe(2);
  });

  it('connects each with the next', () => {
    const name = (id: string) => id.replace('acado-', '').replace('-local', '');
    expect(edges.map(({ from, to }) => `${name(from)} → ${name(to)}`)).toEqual([
      'client/ → function/ingest-a-placeOrders',
      'function/ingest-a-placeOrders → queue/ingest-a-inbox',
      'queue/ingest-a-inbox → function/ingest-a-publishOrders',
      'function/ingest-a-publishOrders → bus/ingest-a-orders',
      'bus/ingest-a-orders → queue/worker-b-orders',
      'queue/worker-b-orders → function/worker-b-storeOrders',
      'function/worker-b-storeOrders → table/worker-b-orders',
      'function/worker-b-storeOrders → bucket/worker-b-orders-000000000000',
      'bus/ingest-a-orders → queue/worker-c-orders',
      'queue/worker-c-orders → function/worker-c-renderReceipts',
      'function/worker-c-renderReceipts → table/worker-c-receipts',
    ]);
  });

  it('knows where the messages of a queue end', () => {
    const of = (resource: string) =>
      nodes.find(({ kind, resource: name }) => kind === 'queue' && name === resource)
        ?.deadLetterQueues;
    expect(of('acado-worker-b-local-orders')).toEqual([
      'acado-worker-b-local-orders-dlq',
      'acado-worker-b-local-orders-rule-dlq',
    ]);
    expect(of('acado-ingest-a-local-inbox')).toEqual(['acado-ingest-a-local-inbox-dlq']);
  });

  it('is the client alone where nothing is deployed', () => {
    const nothing = { ...aDeployment(), rules: [], mappings: [], services: {} };
    expect(pipelineOf(nothing)).toMatchObject({ nodes: [{ name: 'client' }], edges: [], lanes: 0 });
  });
});
