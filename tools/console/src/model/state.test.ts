import { aDeployment } from '../testing/a-deployment.ts';
import { countersOf } from './counters-of.ts';
import { pipelineOf } from './pipeline.ts';
import type { Count } from './rates.ts';
import { stateOf } from './state.ts';

const deployed = aDeployment();
const pipeline = pipelineOf(deployed);
const place = 'acado-ingest-a-local-placeOrders';

describe('countersOf', () => {
  const counters = countersOf(deployed, pipeline);

  it('counts every function, by the dimensions of its metrics', () => {
    const ofPlace = counters.filter(({ key }) => key.endsWith(` ${place}`));
    expect(ofPlace.map(({ metric }) => metric)).toEqual([
      ...['Invocations', 'Errors', 'Throttles', 'EstimatedCost'],
    ]);
    expect(ofPlace.at(-1)?.dimensions).toEqual({
      ...{ service: 'acado-ingest-a', function: place, stage: 'local' },
    });
  });

  it('counts what the pipeline has besides, each once', () => {
    const keys = counters.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.slice(4 * deployed.functions.length)).toEqual([
      ...['Count orders-api', '4xx orders-api'],
      'bus/acado-ingest-a-local-orders',
      'queue/acado-ingest-a-local-inbox',
      'queue/acado-worker-b-local-orders',
      'table/acado-worker-b-local-orders',
      'queue/acado-worker-c-local-orders',
      'table/acado-worker-c-local-receipts',
    ]);
  });
});

describe('stateOf', () => {
  const stateWith = (
    counts: Record<string, Count>,
    costPerRecord: (name: string) => number | undefined = () => undefined,
  ) =>
    stateOf({
      ...{ deployed, pipeline, counts: new Map(Object.entries(counts)) },
      depths: new Map([
        ['acado-worker-b-local-orders', { waiting: 7, inFlight: 2 }],
        ['acado-worker-b-local-orders-dlq', { waiting: 1, inFlight: 1 }],
        ['acado-worker-b-local-orders-rule-dlq', { waiting: 3, inFlight: 0 }],
      ]),
      invocations: { costPerRecord, version: () => 5 },
    });

  it('says what is going on at each node', () => {
    const { figures, invocations } = stateWith({
      [`Invocations ${place}`]: { perSecond: 2, total: 10 },
      [`Errors ${place}`]: { perSecond: 0, total: 1 },
      [`Throttles ${place}`]: { perSecond: 0, total: 3 },
      'queue/acado-worker-b-local-orders': { perSecond: 1, total: 9 },
    });
    expect(figures[`function/${place}`]).toEqual({
      ...{ perSecond: 2, total: 10, errors: 1, throttles: 3 },
    });
    expect(figures['queue/acado-worker-b-local-orders']).toEqual({
      ...{ perSecond: 1, total: 9, waiting: 7, inFlight: 2, deadLetters: 5 },
    });
    expect(invocations).toBe(5);
  });

  it('counts what a client was refused, but not in the rate', () => {
    const { figures } = stateWith({
      'Count orders-api': { perSecond: 3, total: 10 },
      '4xx orders-api': { perSecond: 1, total: 4 },
    });
    expect(figures['client/']).toEqual({ perSecond: 2, total: 10, refused: 4 });
  });

  it('lists every dead-letter queue that is there', () => {
    const { deadLetters } = stateWith({});
    expect(deadLetters.map(({ queue, depth }) => [queue.replace('acado-', ''), depth])).toEqual([
      ['ingest-a-local-inbox-dlq', 0],
      ['worker-b-local-orders-dlq', 2],
      ['worker-b-local-orders-rule-dlq', 3],
      ['worker-c-local-orders-dlq', 0],
      ['worker-c-local-orders-rule-dlq', 0],
    ]);
  });

  it('sums what an order costs on its way, when every step of it is known', () => {
    expect(stateWith({}, () => 0.25).costs).toEqual({ perOrder: 1, lastHour: 0 });
    expect(stateWith({}, (name) => (name === place ? 1 : undefined)).costs).toEqual({
      lastHour: 0,
    });
    const cost = { [`Cost ${place}`]: { perSecond: 0, total: 0.5 } };
    expect(stateWith(cost).costs).toEqual({ lastHour: 0.5 });
  });
});
