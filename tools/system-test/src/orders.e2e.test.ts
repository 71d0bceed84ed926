import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  awsClients,
  type AwsClients,
  objectTags,
  queueDepth,
  readArchive,
  scanAll,
} from './aws.ts';
import { eventually } from './eventually.ts';
import { request } from './http.ts';
import { sampleOrder } from './orders.ts';
import { httpApiOf, resourceOf } from './outputs.ts';
import { startSystem, type System } from './system.ts';
import { chunksOnTheBus } from './usage.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const detailOf = (order: ReturnType<typeof sampleOrder>) => ({
  metadata: {
    eventId: randomUUID(),
    version: 1,
    occurredAt: '2026-01-02T03:04:05.000Z',
    correlationId: 'system-test',
    producer: 'acado.ingest-a',
  },
  data: { placedAt: '2026-01-02T03:04:05.000Z', ...order },
});

/** What a rule puts on a consumer's queue. */
const orderPlaced = (order: ReturnType<typeof sampleOrder>) => ({
  version: '0',
  id: randomUUID(),
  source: 'acado.ingest-a',
  'detail-type': 'OrderPlaced',
  account: '000000000000',
  time: '2026-01-02T03:04:05Z',
  region: 'us-east-1',
  resources: [],
  detail: detailOf(order),
});

describe('an order', () => {
  let system: System;
  let aws: AwsClients;
  let ingest: string;
  let workerB: string;
  let workerC: string;
  let archive: string;

  beforeAll(async () => {
    system = await startSystem();
    aws = awsClients(system.outputs);
    ingest = httpApiOf(system.outputs, 'ingest-a');
    workerB = httpApiOf(system.outputs, 'worker-b');
    workerC = httpApiOf(system.outputs, 'worker-c');
    archive = resourceOf(system.outputs, 's3-archiver', 'ArchiveBucket');
  }, 180_000);

  afterAll(() => system?.stop());

  const post = (order: unknown, headers = {}) =>
    request('POST', `${ingest}/orders`, order, headers);

  const stored = (orderId: string) =>
    eventually(`order ${orderId} is stored`, async () => {
      const answer = await request('GET', `${workerB}/orders/${orderId}`);
      return answer.status === 200 ? (answer.json() as Record<string, unknown>) : undefined;
    });

  const receipt = (orderId: string) =>
    eventually(`receipt of ${orderId} is rendered`, async () => {
      const answer = await fetch(`${workerC}/orders/${orderId}/receipt`);
      return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : undefined;
    });

  const archivedLines = async (orderId: string) =>
    (await readArchive(aws, archive)).filter((line) => JSON.stringify(line).includes(orderId));

  const archived = (orderId: string) =>
    eventually(`event of ${orderId} is archived`, async () => {
      const lines = await archivedLines(orderId);
      return lines.length > 0 ? lines : undefined;
    });

  /** Every queue empty, twice in a row: between two queues an order is in neither. */
  const idle = (what: string) => {
    const queues = [
      resourceOf(system.outputs, 'ingest-a', 'InboxQueue'),
      ...['worker-b', 'worker-c', 's3-archiver'].map((service) =>
        resourceOf(system.outputs, service, 'OrdersQueue'),
      ),
    ];
    let rounds = 0;
    return eventually(what, async () => {
      const depths = await Promise.all(queues.map((queue) => queueDepth(aws, queue)));
      rounds = depths.every((depth) => depth === 0) ? rounds + 1 : 0;
      return rounds === 2 || undefined;
    });
  };

  const put = async (detailType: string, detail: unknown) => {
    const { FailedEntryCount } = await aws.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: resourceOf(system.outputs, 'ingest-a', 'OrdersBus'),
            Source: 'acado.ingest-a',
            DetailType: detailType,
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );
    expect(FailedEntryCount).toBe(0);
  };

  /** Valid messages that worker-b's function has been given so far, redeliveries included. */
  const handledByWorkerB = () =>
    readFileSync(join(system.folder, 'logs/acado-worker-b-local-storeOrders.log'), 'utf8')
      .split('\n')
      .flatMap((line) => /"Orders stored".*"received":(\d+)/.exec(line)?.slice(1) ?? [])
      .reduce((sum, received) => sum + Number(received), 0);

  it('is accepted, stored, receipted and archived, and posting it again changes nothing', async () => {
    const order = sampleOrder();
    const accepted = await post(order);
    expect([accepted.status, accepted.json()]).toEqual([
      202,
      expect.objectContaining({ orderId: order.orderId }),
    ]);
    expect(accepted.headers.get('location')).toContain(`/orders/${order.orderId}`);

    const row = await stored(order.orderId);
    expect(row).toMatchObject(order);
    const pdf = await receipt(order.orderId);
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await archived(order.orderId)).toHaveLength(1);
    const objects = await objectTags(aws, archive);

    expect((await post(order)).status).toBe(202);
    await idle('the repeated order is through');
    expect(await stored(order.orderId)).toEqual(row);
    expect(sha256(await receipt(order.orderId))).toBe(sha256(pdf));
    expect(await objectTags(aws, archive)).toEqual(objects);
  });

  it('gets the same id from the same Idempotency-Key', async () => {
    const { orderId: _, ...order } = sampleOrder();
    const key = randomUUID();
    const [first, second] = await Promise.all([
      post(order, { 'idempotency-key': key }),
      post(order, { 'idempotency-key': key }),
    ]);
    expect(first.json()).toEqual(second.json());
  });

  it('of 900 KB arrives whole', async () => {
    const order = sampleOrder({ note: 'grüße 🎉'.repeat(10) + 'x'.repeat(900 * 1024) });
    expect((await post(order)).status).toBe(202);

    expect(await stored(order.orderId)).toMatchObject(order);
    expect(JSON.stringify(await archived(order.orderId))).toContain(order.orderId);
    await receipt(order.orderId);
  });

  it('put on the bus by the SDK reaches the consumers', async () => {
    const order = sampleOrder();
    await put('OrderPlaced', detailOf(order));
    expect(await stored(order.orderId)).toMatchObject(order);
    await receipt(order.orderId);
    expect(await archived(order.orderId)).toHaveLength(1);
  });

  it('travels with the others of its request in few events, and each arrives once', async () => {
    await idle('the queues are empty');
    const orders = Array.from({ length: 100 }, () => sampleOrder());
    const chunks = await chunksOnTheBus(system);
    const key = randomUUID();
    const accepted = await post(orders, { 'idempotency-key': key });
    expect(accepted.status).toBe(202);
    for (const { orderId } of orders) await stored(orderId);
    await idle('all orders are through');
    const travelled = (await chunksOnTheBus(system)) - chunks;
    expect(travelled).toBeGreaterThan(0);
    expect(travelled).toBeLessThanOrEqual(3);

    const orderIds = new Set<string>(orders.map(({ orderId }) => orderId));
    const ofOrders = async () =>
      (await readArchive(aws, archive)).filter(({ detail }) =>
        orderIds.has((detail as { data?: { orderId?: string } }).data?.orderId ?? ''),
      );
    expect(await ofOrders()).toHaveLength(100);
    const rows = await scanAll(aws, resourceOf(system.outputs, 'worker-b', 'OrdersTable'));
    const receipts = await scanAll(aws, resourceOf(system.outputs, 'worker-c', 'ReceiptsTable'));

    expect((await post(orders, { 'idempotency-key': key })).json()).toEqual(accepted.json());
    await idle('the repeated orders are through');
    expect(await ofOrders()).toHaveLength(100);
    const byId = (a: Record<string, unknown>, b: Record<string, unknown>) =>
      String(a.orderId) < String(b.orderId) ? -1 : 1;
    for (const [service, table, before] of [
      ['worker-b', 'OrdersTable', rows],
      ['worker-c', 'ReceiptsTable', receipts],
    ] as const) {
      const after = await scanAll(aws, resourceOf(system.outputs, service, table));
      expect(after.sort(byId)).toEqual(before.sort(byId));
    }
  });

  it('is done though its neighbour in the same event is poison, which alone becomes a dead letter', async () => {
    await idle('the queues are empty');
    const services = ['worker-b', 'worker-c', 's3-archiver'];
    const deadLetters = () =>
      Promise.all(
        services.map((service) =>
          queueDepth(aws, resourceOf(system.outputs, service, 'OrdersDeadLetterQueue')),
        ),
      );
    const before = await deadLetters();
    for (const service of services)
      await aws.sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: resourceOf(system.outputs, service, 'OrdersQueue'),
          Attributes: { VisibilityTimeout: '3' },
        }),
      );
    const neighbours = [sampleOrder(), sampleOrder()];
    const [first, second] = neighbours.map((order) => detailOf(order));
    const poison = { ...first, data: { currency: 7 } };
    await put('OrdersPlaced', { orders: [first, poison, second] });

    await eventually(
      'the poison is in every dead-letter queue',
      async () =>
        (await deadLetters()).every((depth, index) => depth === before[index]! + 1) || undefined,
    );
    for (const { orderId } of neighbours) {
      await stored(orderId);
      await receipt(orderId);
      expect(await archivedLines(orderId)).toHaveLength(1);
    }
    for (const service of services) {
      const { Messages = [] } = await aws.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: resourceOf(system.outputs, service, 'OrdersDeadLetterQueue'),
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 0,
        }),
      );
      const orders = Messages.flatMap(
        ({ Body = '' }) => (JSON.parse(Body) as { detail?: { orders?: unknown[] } }).detail?.orders,
      );
      expect(orders.filter((order) => order !== undefined)).toEqual([poison]);
    }
    await idle('nothing is retried for ever');
  });

  it('that is poison is retried alone and ends in the dead-letter queue', async () => {
    const queue = resourceOf(system.outputs, 'worker-b', 'OrdersQueue');
    const deadLetters = resourceOf(system.outputs, 'worker-b', 'OrdersDeadLetterQueue');
    // A failed message comes again after the visibility timeout, which is six times the function's.
    await aws.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout: '3' } }),
    );
    await idle('the queues are empty');
    const before = { deadLetters: await queueDepth(aws, deadLetters), handled: handledByWorkerB() };
    const neighbours = Array.from({ length: 5 }, () => sampleOrder());
    const events = neighbours.map((order) => orderPlaced(order));

    await aws.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queue,
        Entries: [{ poison: true }, ...events].map((body, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(body),
        })),
      }),
    );

    await eventually(
      'the poison is in the dead-letter queue',
      async () => (await queueDepth(aws, deadLetters)) === before.deadLetters + 1 || undefined,
    );
    for (const { orderId } of neighbours) await stored(orderId);
    expect(handledByWorkerB() - before.handled).toBe(neighbours.length);
    await idle('nothing is retried for ever');
  });

  it('is refused with the field named when it is wrong', async () => {
    const wrong: [unknown, number, string][] = [
      ['{"customerId": ', 400, 'body'],
      [sampleOrder({ currency: 7 }), 400, 'currency'],
      [{ ...sampleOrder(), customerId: undefined }, 400, 'customerId'],
      [sampleOrder({ surprise: 1 }), 400, 'surprise'],
      [
        sampleOrder({ lines: [{ sku: 'A', quantity: 0, unitAmount: 1 }] }),
        400,
        'lines[0].quantity',
      ],
      [Array.from({ length: 101 }, () => sampleOrder()), 400, '100'],
    ];
    for (const [body, status, named] of wrong) {
      const answer = await post(body);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        expect.stringContaining('application/problem+json'),
      ]);
      expect(answer.text).toContain(named);
    }
    expect((await post('hello', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(sampleOrder({ note: 'x'.repeat(11 * 1024 * 1024) }))).status).toBe(413);
  });

  it('is handled by functions that the SDK lists and invokes', async () => {
    const { Functions = [] } = await aws.lambda.send(new ListFunctionsCommand({}));
    const names = Functions.map(({ FunctionName }) => FunctionName);
    const ping = Object.values(system.outputs.services['crud-api']?.functions ?? {}).find((name) =>
      name.endsWith('manageTable'),
    );
    expect(names).toContain(ping);

    const answer = await aws.lambda.send(
      new InvokeCommand({ FunctionName: ping, LogType: 'Tail', Payload: Buffer.from('{}') }),
    );
    expect(answer.StatusCode).toBe(200);
    expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toMatch(
      /REPORT RequestId: [\w-]+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: \d+ MB/,
    );
  });
});
