import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { itemSize } from '@acado/dynamodb';
import type {
  Configuration,
  OrderTimes,
  Outcome,
  ReportLine,
  UsageRecord,
} from '../record/schemas.ts';
import type { Variant } from '../variants.ts';
import { type Archived, readArchive } from './archive.ts';
import { type Arrivals, watchTable } from './arrivals-in-table.ts';
import { createOperator, type Operator } from './aws.ts';
import { startCloud } from './cloud.ts';
import { untilNothingIsMissing } from './until-nothing-is-missing.ts';
import { type Answer, postAtRate, postFromClients } from './load.ts';
import type { SampleOrder } from './orders.ts';
import { readReceipts } from './receipts.ts';
import { SERVICES, type System, systemOf } from './system.ts';

/** What every run of the evidence has in common. */
export interface Workload {
  /** Folders of the packaged services are below it. */
  packages: string;
  /** May be filled with temporary folders. */
  scratch: string;
  region: string;
  warmUp: readonly SampleOrder[];
  orders: readonly SampleOrder[];
  perSecond: number;
  /** Given when nobody wants the result any more. */
  signal: AbortSignal;
}

/** All that is known of a run. */
export interface Recording {
  configuration: Configuration;
  reports: ReportLine[];
  usage: UsageRecord;
  times: OrderTimes[];
  outcome: Outcome;
}

/** Clients that warm up a system: more than will ever be served at a time. */
const WARM_UP_CLIENTS = 6;

/** Runs one variant: fresh cloud, warm-up, the orders, and a look at what became of every one of them. */
export async function runVariant(variant: Variant, workload: Workload): Promise<Recording> {
  const { scratch, packages, region, orders, warmUp, perSecond, signal } = workload;
  const directory = await mkdtemp(join(scratch, `${variant.name}-`));
  const cloud = await startCloud({
    services: SERVICES[variant.architecture].map((service) => join(packages, service)),
    settings: variant.settings,
    cacheDir: join(scratch, 'cache'),
    directory,
    region,
  });
  const operator = createOperator(cloud.outputs);
  const arrivals: Arrivals[] = [];
  try {
    const system = systemOf(variant.architecture, cloud.outputs);
    await postFromClients(system.ordersUrl, warmUp, { signal, clients: WARM_UP_CLIENTS });
    await allProcessed(operator, system, warmUp, signal);
    await cloud.measure();

    const tables = system.receipts.in === 'table' ? [system.rowsTable, system.receipts.table] : [];
    arrivals.push(...tables.map((table) => watchTable(operator, table)));
    const answers = await postAtRate(system.ordersUrl, orders, perSecond, {
      signal,
      onPosted: (index) => arrivals.forEach(({ expect }) => expect(orders[index]!.orderId)),
    });
    const unseen = async () => {
      const count = Math.max(0, ...arrivals.map(({ missing }) => missing()));
      return count === 0 ? undefined : `${variant.name}: ${count} orders in a table`;
    };
    await untilNothingIsMissing(unseen, signal);
    for (const { stop } of arrivals) await stop();
    const archive = await allProcessed(operator, system, orders, signal);
    const { usage, reports } = await cloud.collect();

    const found = { answers, archive, warmUp, orders };
    return {
      configuration: cloud.configuration,
      ...{ reports, usage },
      times: timesOf(found, arrivals),
      outcome: await outcomeOf(operator, system, found),
    };
  } finally {
    await Promise.allSettled(arrivals.map(({ stop }) => stop()));
    operator.close();
    await cloud.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

type Archive = ReadonlyMap<string, Archived>;

/** Waits until nothing is on its way any more. */
async function allProcessed(
  operator: Operator,
  { queues, archiveBucket }: System,
  orders: readonly SampleOrder[],
  signal: AbortSignal,
): Promise<Archive> {
  let archive: Archive = new Map();
  const missing = async () => {
    for (const queue of queues) {
      const depth = await operator.depth(queue);
      if (depth > 0) return `an end to ${depth} messages of ${queue}`;
    }
    archive = await readArchive(operator, archiveBucket);
    const count = orders.filter(({ orderId }) => !archive.has(orderId)).length;
    return count === 0 ? undefined : `${count} orders in ${archiveBucket}`;
  };
  await untilNothingIsMissing(missing, signal);
  return archive;
}

interface Found {
  warmUp: readonly SampleOrder[];
  orders: readonly SampleOrder[];
  answers: readonly Answer[];
  archive: Archive;
}

const milliseconds = (value: number): number => Number(value.toFixed(2));

function timesOf({ orders, answers, archive }: Found, arrivals: readonly Arrivals[]): OrderTimes[] {
  return orders.map(({ orderId }, order) => {
    const { dueAt, answerMs, status } = answers[order]!;
    const effects = [
      archive.get(orderId)!.writtenAt,
      ...arrivals.map(({ seenAt }) => seenAt.get(orderId)!),
    ];
    const processedMs = Math.max(answerMs, ...effects.map((at) => at - dueAt));
    return {
      order,
      status,
      answerMs: milliseconds(answerMs),
      processedMs: milliseconds(processedMs),
    };
  });
}

async function outcomeOf(operator: Operator, system: System, found: Found): Promise<Outcome> {
  const { warmUp, orders, answers, archive } = found;
  const orderIds = orders.map(({ orderId }) => orderId);
  const kept = { orders: warmUp.length + orders.length, tableBytes: 0, objects: 0, objectBytes: 0 };
  const rows = new Set<unknown>();
  for (const table of system.tables)
    for await (const item of operator.scan(table)) {
      kept.tableBytes += itemSize(item);
      if (table === system.rowsTable) rows.add(item.orderId);
    }
  for (const bucket of system.buckets)
    for (const { bytes } of await operator.list(bucket)) {
      kept.objects += 1;
      kept.objectBytes += bytes;
    }
  const receipts = await readReceipts(operator, system, orderIds);
  const hash = createHash('sha256');
  for (const receipt of receipts)
    hash.update(
      createHash('sha256')
        .update(receipt ?? '')
        .digest(),
    );
  let deadLetters = 0;
  for (const queue of system.deadLetterQueues) deadLetters += await operator.depth(queue);
  return {
    orders: orders.length,
    accepted: answers.filter(({ status }) => status >= 200 && status < 300).length,
    rows: orderIds.filter((orderId) => rows.has(orderId)).length,
    receipts: receipts.filter((receipt) => receipt !== undefined).length,
    archiveLines: orderIds.reduce((sum, orderId) => sum + (archive.get(orderId)?.lines ?? 0), 0),
    archivedOrders: orderIds.filter((orderId) => archive.has(orderId)).length,
    deadLetters,
    receiptsSha256: hash.digest('hex'),
    kept,
  };
}
