import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, createCloud } from '@acado/local-cloud';
import { priceUsage, type UsageLine } from '@acado/pricing';
import { z } from 'zod';
import { awsClients, type AwsClients, queueDepth, readArchive, scanAll } from './aws.ts';
import { eventually } from './eventually.ts';
import { request } from './http.ts';
import { sampleOrder } from './orders.ts';
import { httpApiOf, resourceOf } from './outputs.ts';

const SERVICES = ['crud-api', 'ingest-a', 'worker-b', 'worker-c', 's3-archiver'];
const INVOCATIONS = 1000;
const ORDERS = 300;

const region = 'us-east-1';
const architecture = 'arm64';

const PARTS = ['ComputeCost', 'RequestCost', 'DataCost', 'TriggerCost', 'TelemetryCost'] as const;
type Part = (typeof PARTS)[number];
type Costs = Record<Part | 'EstimatedCost', number>;

const cost = z.number();
const costRecordSchema = z.object({
  EstimatedCost: cost,
  ComputeCost: cost,
  RequestCost: cost,
  DataCost: cost,
  TriggerCost: cost,
  TelemetryCost: cost,
  BilledDuration: z.number(),
});

/** What the functions say themselves, invocation by invocation. */
const reported = (lines: string[]): { costs: Costs; records: number } => {
  const records = lines
    .filter((line) => line.includes('"Acado/Cost"'))
    .map((line) => costRecordSchema.parse(JSON.parse(line)));
  const sum = (name: keyof Costs) => records.reduce((total, record) => total + record[name], 0);
  const parts = PARTS.map((part) => [part, sum(part)] as const);
  const costs = { ...Object.fromEntries(parts), EstimatedCost: sum('EstimatedCost') } as Costs;
  return { costs, records: records.length };
};

const reportsOf = (lines: string[]): { billedMs: number; memoryMb: number }[] =>
  lines.flatMap((line) => {
    const [, billedMs, memoryMb] =
      /^REPORT .*\tBilled Duration: (\d+) ms\tMemory Size: (\d+) MB/.exec(line) ?? [];
    return billedMs ? [{ billedMs: Number(billedMs), memoryMb: Number(memoryMb) }] : [];
  });

const total = (lines: UsageLine[]): number => priceUsage(lines).total.toNumber();

/** What AWS would bill, by the REPORT lines and by what the cloud counted at its own endpoints. */
const billed = (lines: string[], { calls, apis, logs }: ReturnType<Cloud['usage']>): Costs => {
  const lambda = reportsOf(lines).flatMap(({ billedMs, memoryMb }) =>
    priceUsage([
      { meter: 'lambda', region, architecture, memoryMb, requests: 1, billedMs },
    ]).lines.flatMap(({ unitPrices }) => unitPrices),
  );
  const lambdaCost = (item: string) =>
    lambda
      .filter((price) => price.item.startsWith(item))
      .reduce((sum, price) => sum + price.cost.toNumber(), 0);

  const ofFunctions = calls.filter(({ caller }) => caller.startsWith('acado-'));
  const isPolling = ({ service, operation }: (typeof calls)[number]) =>
    service === 'sqs' && !operation.startsWith('Send');
  // A poll that finds nothing belongs to no invocation.
  const sqs = ({ chunks = 0, empty = 0 }: (typeof calls)[number]): UsageLine => ({
    meter: 'sqs-requests',
    region,
    type: 'standard',
    requests: chunks - empty,
  });
  const data = ofFunctions
    .filter((call) => !isPolling(call))
    .flatMap((call): UsageLine[] => {
      const { service, operation, requests, chunks = 0, readUnits = 0, writeUnits = 0 } = call;
      if (service === 'sqs') return [sqs(call)];
      if (service === 'events') return [{ meter: 'eventbridge', region, events: chunks }];
      if (service === 'dynamodb') {
        const units = { readRequestUnits: readUnits, writeRequestUnits: writeUnits };
        return [{ meter: 'dynamodb-units', region, ...units }];
      }
      const kind = /^(Put|List)/.test(operation) ? 'puts' : 'gets';
      return [{ meter: 's3-requests', region, storageClass: 'STANDARD', [kind]: requests }];
    });
  const deliveries = calls.filter(({ caller }) => caller === 'events.amazonaws.com');
  const trigger = [
    ...apis.map(({ requests }): UsageLine => ({ meter: 'http-api', region, requests })),
    ...[...ofFunctions.filter(isPolling), ...deliveries].map(sqs),
  ];
  const logBytes = logs.reduce((sum, { bytes }) => sum + bytes, 0);
  const parts = {
    ComputeCost: lambdaCost('lambda.duration'),
    RequestCost: lambdaCost('lambda.requests'),
    DataCost: total(data),
    TriggerCost: total(trigger),
    TelemetryCost: total([{ meter: 'cloudwatch-logs', region, writer: 'lambda', bytes: logBytes }]),
  };
  const EstimatedCost = PARTS.reduce((sum, part) => sum + parts[part], 0);
  return { ...parts, EstimatedCost };
};

describe('what 1,000 invocations say that they cost', () => {
  let directory: string;
  let cloud: Cloud;
  let aws: AwsClients;
  const lines: string[] = [];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'acado-cost-'));
    const services = join(import.meta.dirname, '../../../services');
    cloud = await createCloud({
      services: SERVICES.map((service) => join(services, service)),
      directory,
      onLogLine: (_, line) => void lines.push(line),
    });
    aws = awsClients(cloud.outputs());
  });

  afterAll(async () => {
    await cloud?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const count = (start: string) => lines.filter((line) => line.startsWith(start)).length;
  const resource = (service: string, id: string) => resourceOf(cloud.outputs(), service, id);

  /** Everything that can be done to an item, refusals included. */
  const useItems = async () => {
    const items = `${httpApiOf(cloud.outputs(), 'crud-api')}/items`;
    const created = await request('POST', items, { name: 'bolt', description: 'x'.repeat(300) });
    const { id } = created.json() as { id: string };
    await request('GET', `${items}/${id}`);
    await request('PUT', `${items}/${id}`, { name: 'nut' }, { 'if-match': '"stale"' });
    await request('PATCH', `${items}/${id}`, { price: 5 });
    await request('POST', items, { name: 1 });
    await request('GET', items);
    await request('DELETE', `${items}/${id}`);
    await request('GET', `${items}/${id}`);
  };

  const placeOrders = async (orders: number) => {
    const url = `${httpApiOf(cloud.outputs(), 'ingest-a')}/orders`;
    const note = 'x'.repeat(250_000);
    for (let placed = 0; placed < orders; placed += 5) {
      // Alone, in company, and too large for an event.
      await request('POST', url, sampleOrder());
      await request('POST', url, [sampleOrder(), sampleOrder(), sampleOrder()]);
      await request('POST', url, sampleOrder(placed % 50 === 0 ? { note } : {}));
    }
  };

  const settled = async () => {
    const table = resource('worker-b', 'OrdersTable');
    const archive = resource('s3-archiver', 'ArchiveBucket');
    await eventually('every order is stored and archived', async () => {
      const rows = await scanAll(aws, table);
      const archived = await readArchive(aws, archive);
      return (rows.length === ORDERS && archived.length === ORDERS) || undefined;
    });
    const queues = ['worker-b', 'worker-c', 's3-archiver'].map((service) =>
      resource(service, 'OrdersQueue'),
    );
    await eventually('no message waits and no function works', async () => {
      for (const queue of [...queues, resource('ingest-a', 'InboxQueue')]) {
        if ((await queueDepth(aws, queue)) > 0) return undefined;
      }
      return count('START ') === count('REPORT ') || undefined;
    });
  };

  it('is within 2 % of what their REPORT lines and calls are billed', async () => {
    await placeOrders(ORDERS);
    while (count('REPORT ') < INVOCATIONS) await useItems();
    await settled();

    const { costs, records } = reported(lines);
    const bill = billed(lines, cloud.usage());
    const deviations = Object.entries(bill).map(
      ([name, usd]) => `${name} ${((costs[name as Part] / usd - 1) * 100).toFixed(2)} %`,
    );
    console.info(`${records} invocations: ${deviations.join(', ')}`);

    expect(records).toBe(count('REPORT '));
    expect(records).toBeGreaterThanOrEqual(INVOCATIONS);
    expect(costs.RequestCost).toBeCloseTo(bill.RequestCost, 9);
    // Equal but for the six digits of each record; one unit that is not counted is ten times as much.
    expect(Math.abs(costs.DataCost / bill.DataCost - 1)).toBeLessThan(5e-6);
    expect(Math.abs(costs.EstimatedCost / bill.EstimatedCost - 1)).toBeLessThan(0.02);
  });
});
