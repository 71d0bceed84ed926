import { type Cloud, createCloud } from '@acado/local-cloud';
import { UpdateFunctionCodeCommand, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { awsClients, type AwsClients, queueDepth, scanAll } from './aws.ts';
import { buildBroken, type Builds } from './dlq/broken-build.ts';
import { eventually } from './eventually.ts';
import { request } from './http.ts';
import { sampleOrder } from './orders.ts';
import { httpApiOf, outputsSchema, resourceOf } from './outputs.ts';

const root = join(import.meta.dirname, '../../..');
const QUEUE = 'acado-worker-b-local-orders-dlq';
const FUNCTION = 'acado-worker-b-local-storeOrders';

const listSchema = z.array(
  z.object({ name: z.string(), depth: z.object({ visible: z.number() }) }),
);
const groupsSchema = z.object({
  groups: z.array(
    z.object({
      fingerprint: z.string(),
      count: z.number(),
      reason: z.object({ type: z.string(), message: z.string() }),
      foundBy: z.array(z.string()),
      example: z.object({ messageId: z.string() }),
    }),
  ),
});
const replaySchema = z.object({
  result: z.string(),
  failure: z.object({ cause: z.object({ type: z.string() }) }).optional(),
});
const redriveSchema = z.object({
  forecast: z.object({ messages: z.number(), usd: z.number() }).nullable(),
  result: z.object({ moved: z.number(), missing: z.array(z.string()) }).nullable(),
});

describe('a poison message', () => {
  const directory = mkdtempSync(join(tmpdir(), 'poison-'));
  let cloud: Cloud;
  let aws: AwsClients;
  let builds: Builds;

  beforeAll(async () => {
    const services = ['ingest-a', 'worker-b'].map((name) => join(root, 'services', name));
    cloud = await createCloud({ services, directory });
    aws = awsClients(cloud.outputs());
    builds = buildBroken(services[1]!, directory);
    // A failed message comes again after the visibility timeout.
    await aws.sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: resource('OrdersQueue'),
        Attributes: { VisibilityTimeout: '3' },
      }),
    );
  });
  afterAll(async () => {
    await cloud?.stop();
    rmSync(directory, { recursive: true });
  });

  const outputs = () => outputsSchema.parse(cloud.outputs());
  const resource = (id: string) => resourceOf(outputs(), 'worker-b', id);
  const deploy = async (ZipFile: Uint8Array) => {
    await aws.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: FUNCTION, ZipFile }));
    const waiting = { client: aws.lambda, minDelay: 0.05, maxDelay: 0.2, maxWaitTime: 20 };
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName: FUNCTION });
  };
  const order = (orderId: string) =>
    request('GET', `${httpApiOf(outputs(), 'worker-b')}/orders/${orderId}`);

  /** The command as an operator types it. */
  const dlq = async (...args: string[]) => {
    const child = spawn(process.execPath, ['tools/dlq/src/cli.ts', ...args, '--json'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...{ AWS_ENDPOINT_URL: cloud.endpoint, AWS_REGION: 'us-east-1' },
        ...{ AWS_ACCESS_KEY_ID: 'operator', AWS_SECRET_ACCESS_KEY: 'operator' },
      },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [exitCode] = (await once(child, 'close')) as [number | null];
    const answer = (): unknown => {
      if (stdout === '') throw new Error(`dlq ${args.join(' ')} answered nothing:\n${stderr}`);
      return JSON.parse(stdout);
    };
    return { exitCode, answer };
  };

  /** Orders that the function has stored since the start, by its own log. */
  const timesStored = () =>
    readFileSync(join(directory, `logs/${FUNCTION}.log`), 'utf8')
      .split('\n')
      .flatMap((line) => /"Orders stored".*"stored":(\d+)/.exec(line)?.slice(1) ?? [])
      .reduce((sum, stored) => sum + Number(stored), 0);

  it('is seen, grouped, replayed, repaired and redriven, and processed once', async () => {
    await deploy(builds.broken);
    const poison = sampleOrder({ note: 'poison' });
    const neighbour = sampleOrder();
    const url = `${httpApiOf(outputs(), 'ingest-a')}/orders`;
    const post = async (one: object) => expect((await request('POST', url, one)).status).toBe(202);
    // An order that has no such note is stored all the same, and the function is warm then.
    await post(neighbour);
    await eventually('its neighbour is stored', async () => {
      return (await order(neighbour.orderId)).status === 200 || undefined;
    });
    await post(poison);
    await eventually('the poison is in the dead-letter queue', async () => {
      const depth = await queueDepth(aws, resource('OrdersDeadLetterQueue'));
      return depth === 1 || undefined;
    });

    const listed = await dlq('list', '--service', 'worker-b', '--fail-if-not-empty');
    expect(listed.exitCode).toBe(1);
    expect(listSchema.parse(listed.answer())).toContainEqual({
      name: QUEUE,
      depth: { visible: 1 },
    });

    const { groups } = groupsSchema.parse((await dlq('groups', QUEUE)).answer());
    expect(groups).toMatchObject([
      { count: 1, reason: { type: 'Error ← TypeError' }, foundBy: ['message id'] },
    ]);
    const { fingerprint, example } = groups[0]!;

    const replay = ['replay', QUEUE, '--message', example.messageId, '--no-package'];
    // One after the other: while one looks at the message, the other can't.
    const withBroken = await dlq(...replay, '--package', builds.brokenService);
    const withFixed = await dlq(...replay);
    expect(withBroken.exitCode).toBe(1);
    expect(replaySchema.parse(withBroken.answer())).toEqual({
      result: 'failed',
      failure: { cause: { type: 'TypeError' } },
    });
    expect([withFixed.exitCode, replaySchema.parse(withFixed.answer())]).toEqual([
      0,
      { result: 'succeeded' },
    ]);
    // On this machine only.
    expect((await order(poison.orderId)).status).toBe(404);

    await deploy(builds.good);
    const redrive = ['redrive', QUEUE, '--group', fingerprint, '--yes', '--journal', directory];
    const redriven = await dlq(...redrive);
    expect(redriven.exitCode).toBe(0);
    expect(redriveSchema.parse(redriven.answer())).toMatchObject({
      forecast: { messages: 1 },
      result: { moved: 1, missing: [] },
    });
    const stored = await eventually('the order is stored', async () => {
      const answer = await order(poison.orderId);
      return answer.status === 200 ? answer.json() : undefined;
    });
    expect(stored).toMatchObject(poison);

    const again = await dlq(...redrive);
    expect([again.exitCode, redriveSchema.parse(again.answer())]).toEqual([
      0,
      { forecast: null, result: null },
    ]);
    expect((await dlq('list', '--service', 'worker-b', '--fail-if-not-empty')).exitCode).toBe(0);
    expect(await queueDepth(aws, resource('OrdersQueue'))).toBe(0);
    const rows = await scanAll(aws, resource('OrdersTable'));
    expect(rows.map(({ orderId }) => orderId).sort()).toEqual(
      [poison.orderId, neighbour.orderId].sort(),
    );
    expect(timesStored()).toBe(2);
  });
});
