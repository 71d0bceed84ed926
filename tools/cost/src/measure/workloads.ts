import { CommandError } from '@acado/command-line';
import type { Outputs } from '@acado/local-cloud';
import { postAtRate } from '../evidence/run/load.ts';
import { sampleOrders } from '../evidence/run/orders.ts';

/** What a workload gets of a running cloud. */
export interface Target {
  outputs: Outputs;
  /** Business events to send. */
  events: number;
  /** Runs with the same seed send the same. */
  seed: number;
  /** Waits until nothing is under way any more. */
  settled: () => Promise<void>;
  signal: AbortSignal;
}

/** Business events for services that work together. */
export interface Workload {
  services: readonly string[];
  /** What is counted as one. */
  event: string;
  /** How many of them a run has, unless it is said. */
  eventsPerRun: number;
  /** In one line, for whoever reads the figures. */
  description: string;
  /** @throws {CommandError} If a request is not answered as it should be. */
  send: (target: Target) => Promise<void>;
}

/** Every tenth order is looked at again. */
const READ_BACK = 10;

const orderPipeline: Workload = {
  services: ['ingest-a', 'worker-b', 'worker-c', 's3-archiver'],
  event: 'order',
  eventsPerRun: 400,
  description:
    'single orders of 1 to 10 lines at 25 a second, every tenth read back with its receipt',
  async send({ outputs, events, seed, settled, signal }) {
    const orders = sampleOrders(events, seed);
    await placeOrders(`${apiOf(outputs, 'ingest-a')}/orders`, orders, 25, signal);
    await settled();
    for (let index = 0; index < orders.length; index += READ_BACK) {
      const { orderId } = orders[index]!;
      await expectOk('GET', `${apiOf(outputs, 'worker-b')}/orders/${orderId}`);
      await expectOk('GET', `${apiOf(outputs, 'worker-c')}/orders/${orderId}/receipt`);
    }
  },
};

const baseline: Workload = {
  services: ['baseline'],
  event: 'order',
  eventsPerRun: 120,
  description: 'single orders of 1 to 10 lines at 6 a second',
  send: ({ outputs, events, seed, signal }) =>
    placeOrders(`${apiOf(outputs, 'baseline')}/orders`, sampleOrders(events, seed), 6, signal),
};

/** Of twenty requests; each item is created, changed and deleted within its twenty. */
const CRUD_MIX: ((api: string, id: string, table: string) => Promise<void>)[] = [
  (api, id) => expectOk('POST', `${api}/items`, { id, ...ITEM }),
  ...times(4, (api, id) => expectOk('GET', `${api}/items/${id}`)),
  (api) => expectOk('GET', `${api}/items`),
  (api, id) => expectOk('PUT', `${api}/items/${id}`, ITEM),
  ...times(3, (api, id) => expectOk('GET', `${api}/items/${id}`)),
  (api, id) => expectOk('PATCH', `${api}/items/${id}`, { stock: 3 }),
  (api) => expectOk('GET', `${api}/items`),
  (api, id, tableName) =>
    expectOk('POST', `${api}/DynamoDBManager`, {
      operation: 'read',
      tableName,
      payload: { Key: { id } },
    }),
  (api) => expectOk('GET', `${api}/status`),
  ...times(2, (api, id) => expectOk('GET', `${api}/items/${id}`)),
  (api, id) => expectOk('PUT', `${api}/items/${id}`, ITEM),
  (api, id) => expectOk('PATCH', `${api}/items/${id}`, { stock: 2 }),
  (api, id) => expectOk('GET', `${api}/items/${id}`),
  (api, id) => expectOk('DELETE', `${api}/items/${id}`),
];

const ITEM = {
  name: 'Dimmable desk lamp',
  description: 'Brushed aluminium, with a switch at the cable and a bulb that lasts for years',
  stock: 4,
  size: { mm: [180, 420, 180], weightGrams: 1250 },
};

const crud: Workload = {
  services: ['crud-api'],
  event: 'request',
  eventsPerRun: 400,
  description:
    'items of 200 bytes one request after the other: of 20 requests 10 get, 2 list, 1 create, 2 replace, ' +
    '2 patch, 1 delete, 1 DynamoDBManager read, 1 status',
  async send({ outputs, events, seed, signal }) {
    const api = apiOf(outputs, 'crud-api');
    const { resources } = serviceOf(outputs, 'crud-api');
    for (let index = 0; index < events; index += 1) {
      signal.throwIfAborted();
      const id = `item-${seed}-${Math.floor(index / CRUD_MIX.length)}`;
      await CRUD_MIX[index % CRUD_MIX.length]!(api, id, resources['ItemsTable'] ?? '');
    }
  },
};

/** Every workload; a service belongs to one. */
export const WORKLOADS: readonly Workload[] = [orderPipeline, baseline, crud];

type Request = (api: string, id: string, table: string) => Promise<void>;

function times(count: number, request: Request): Request[] {
  return Array.from({ length: count }, () => request);
}

const serviceOf = (outputs: Outputs, service: string) => {
  const found = outputs.services[service];
  if (!found) throw new CommandError(`The local cloud does not run ${service}`);
  return found;
};

const apiOf = (outputs: Outputs, service: string): string =>
  (serviceOf(outputs, service).httpApi ?? '').replace(/\/$/, '');

async function placeOrders(
  url: string,
  orders: ReturnType<typeof sampleOrders>,
  perSecond: number,
  signal: AbortSignal,
): Promise<void> {
  const answers = await postAtRate(url, orders, perSecond, { signal, onPosted: () => undefined });
  const refused = answers.filter(({ status }) => status < 200 || status > 299);
  if (refused.length > 0)
    throw new CommandError(
      `${refused.length} of ${orders.length} orders were refused by ${url}, the first with ${refused[0]!.status}`,
    );
}

async function expectOk(method: string, url: string, body?: unknown): Promise<void> {
  const response = await fetch(url, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': contentType(method) },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new CommandError(`${method} ${url} was answered with ${response.status}: ${text}`);
}

const contentType = (method: string): string =>
  method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
