#!/usr/bin/env node
// Posts orders to the running system, waits until every consumer has handled them, and prints what it measured.
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { awsClients, queueDepth, readArchive, scanAll } from './aws.ts';
import { eventually } from './eventually.ts';
import { sampleOrder } from './orders.ts';
import { httpApiOf, readOutputs, resourceOf } from './outputs.ts';

const usage = `Usage: nx load-orders system-test [--orders 2000] [--clients 20] [--outputs .local/outputs.json] [--json]

Posts orders one by one from concurrent clients to the system that \`npm start\` runs, waits for the
consumers, and checks that every order has one row, one receipt and one archived event.`;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '2000' },
    clients: { type: 'string', default: '20' },
    outputs: { type: 'string', default: '.local/outputs.json' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}

const positive = (name: 'orders' | 'clients'): number => {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1) {
    console.error(`--${name} must be a whole number of at least 1, not "${values[name]}"`);
    process.exit(2);
  }
  return value;
};
const orderCount = positive('orders');
const clientCount = positive('clients');
const progress = (line: string) => {
  if (!values.json) console.log(line);
};

const outputs = readOutputs(values.outputs);
const aws = awsClients(outputs);
const ingest = httpApiOf(outputs, 'ingest-a');
const orders = Array.from({ length: orderCount }, () => sampleOrder());
const latencies: number[] = [];
let refused = 0;

const client = async (mine: typeof orders) => {
  for (const order of mine) {
    const start = performance.now();
    const response = await fetch(`${ingest}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    await response.arrayBuffer();
    latencies.push(performance.now() - start);
    if (response.status !== 202) refused += 1;
  }
};

progress(`Posting ${orderCount} orders from ${clientCount} clients …`);
const started = performance.now();
await Promise.all(
  Array.from({ length: clientCount }, (_, index) =>
    client(orders.filter((_order, position) => position % clientCount === index)),
  ),
);
const postingMs = performance.now() - started;
progress(`Accepted in ${(postingMs / 1000).toFixed(1)} s; waiting for the consumers …`);

const ids = new Set<string>(orders.map(({ orderId }) => orderId));
const countIds = async (service: string, table: string) =>
  (await scanAll(aws, resourceOf(outputs, service, table))).filter(({ orderId }) =>
    ids.has(String(orderId)),
  ).length;
const archivedIds = async () => {
  const lines = await readArchive(aws, resourceOf(outputs, 's3-archiver', 'ArchiveBucket'));
  const ofOrders = lines.filter(({ detail }) =>
    ids.has((detail as { data?: { orderId?: string } }).data?.orderId ?? ''),
  );
  return {
    lines: ofOrders.length,
    distinct: new Set(ofOrders.map(({ detail }) => detail.metadata.eventId)).size,
  };
};
const consumers = ['worker-b', 'worker-c', 's3-archiver'];
// In the order in which they are passed through: what has left one is in the next.
const queues = [
  resourceOf(outputs, 'ingest-a', 'InboxQueue'),
  ...consumers.map((service) => resourceOf(outputs, service, 'OrdersQueue')),
];
let emptySince: number | undefined;
const emptyAt = await eventually(
  'the queues are empty',
  async () => {
    for (const queue of queues) {
      if ((await queueDepth(aws, queue)) === 0) continue;
      emptySince = undefined;
      return undefined;
    }
    // Twice in a row: on the bus an order is in no queue.
    const before = emptySince;
    emptySince ??= performance.now();
    return before;
  },
  { timeoutMs: 300_000, intervalMs: 500 },
);
const processedMs = emptyAt - started;
let deadLetters = await queueDepth(aws, resourceOf(outputs, 'ingest-a', 'InboxDeadLetterQueue'));
for (const service of consumers)
  for (const id of ['OrdersDeadLetterQueue', 'OrdersRuleDeadLetterQueue'])
    deadLetters += await queueDepth(aws, resourceOf(outputs, service, id));

latencies.sort((a, b) => a - b);
const percentile = (p: number) =>
  Number((latencies[Math.ceil((p / 100) * latencies.length) - 1] ?? NaN).toFixed(1));
const archived = await archivedIds();
const result = {
  orders: orderCount,
  clients: clientCount,
  refused,
  acceptedPerSecond: Math.round(orderCount / (postingMs / 1000)),
  processedPerSecond: Math.round(orderCount / (processedMs / 1000)),
  acceptedLatencyMs: { p50: percentile(50), p95: percentile(95), p99: percentile(99) },
  rows: await countIds('worker-b', 'OrdersTable'),
  receipts: await countIds('worker-c', 'ReceiptsTable'),
  archivedLines: archived.lines,
  archivedDistinct: archived.distinct,
  deadLetters,
};
if (values.json) console.log(JSON.stringify(result));
else
  console.table(
    Object.fromEntries(
      Object.entries(result).map(([k, v]) => [
        k,
        typeof v === 'object'
          ? Object.entries(v)
              .map(([p, ms]) => `${p} ${ms} ms`)
              .join(', ')
          : v,
      ]),
    ),
  );

const complete =
  refused === 0 &&
  deadLetters === 0 &&
  [result.rows, result.receipts, archived.lines, archived.distinct].every((n) => n === orderCount);
if (!complete) {
  console.error('Not every order arrived everywhere exactly once: see the counts above.');
  process.exit(1);
}
