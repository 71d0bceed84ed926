import { type Cloud, createCloud } from '@acado/local-cloud';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { State } from './model/types.ts';
import { type Console, startConsole } from './start-console.ts';
import { packageShop } from './testing/shop-service.ts';

const STORE = 'acado-shop-local-store';
const QUEUE = 'acado-shop-local-orders-dlq';

describe('the console of a cloud', () => {
  const folder = mkdtempSync(join(tmpdir(), 'console-cloud-'));
  const outputsFile = join(folder, 'outputs.json');
  let cloud: Cloud;
  let page: Console;
  let viewer: ReadableStreamDefaultReader<Uint8Array>;

  beforeAll(async () => {
    cloud = await createCloud({
      services: [packageShop(folder)],
      directory: join(folder, 'cloud'),
    });
    page = await startConsole({ outputsFile, reports: folder, root: folder, port: 0 });
    viewer = (await fetch(`${page.url}/api/live`)).body!.getReader();
  });
  afterAll(async () => {
    await page.stop();
    await cloud.stop();
    rmSync(folder, { recursive: true });
  });

  const order = (id: string) =>
    fetch(`${cloud.outputs().services.shop?.httpApi}/orders`, {
      method: 'POST',
      body: JSON.stringify({ id }),
    });

  type News = { state?: State; problem?: string };
  let unread = '';
  let latest: News = {};
  const next = async (): Promise<News> => {
    for (;;) {
      const [line, ...rest] = unread.split('\n\n');
      if (rest.length === 0) {
        const { value, done } = await viewer.read();
        if (done) throw new Error('The stream ended');
        unread += Buffer.from(value).toString();
      } else {
        unread = rest.join('\n\n');
        if (line?.startsWith('data: ')) return JSON.parse(line.slice('data: '.length)) as News;
      }
    }
  };
  /** Reads what the page is told until it is what is wanted. */
  const told = async <Found>(find: (news: News) => Found) => {
    for (;;) {
      const found = find(latest);
      if (found) return found;
      latest = await next();
    }
  };
  const figures = (id: string, wanted: object) =>
    told(({ state }) => {
      const now = Object.entries(state?.figures[id] ?? {});
      return Object.entries(wanted).every(([name, value]) =>
        now.some(([own, one]) => own === name && one === value),
      );
    });
  const get = async (path: string): Promise<unknown> => (await fetch(`${page.url}${path}`)).json();
  const act = async (path: string, body: object = {}): Promise<unknown> => {
    const headers = { origin: page.url, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${page.url}${path}`, init)).json();
  };

  it('waits until there is one', async () => {
    expect(await told(({ problem }) => problem)).toBe(
      'The local cloud is not ready: start it with npm start',
    );
    writeFileSync(outputsFile, JSON.stringify(cloud.outputs()));
    expect(
      await told(({ state }) => state?.pipeline.nodes.map(({ id }) => id.replace('acado-', ''))),
    ).toEqual([
      'client/',
      'bus/shop-local-orders',
      'function/shop-local-place',
      'queue/shop-local-orders',
      'function/shop-local-store',
      'table/shop-local-orders',
    ]);
  });

  it('counts what passes, and what it costs', async () => {
    await order('a');
    await figures(`function/${STORE}`, { total: 1, errors: 0 });
    await figures('bus/acado-shop-local-orders', { total: 1 });
    await figures('table/acado-shop-local-orders', { total: 1 });
    const perOrder = await told(({ state }) => state?.costs.perOrder);
    expect(perOrder).toBeCloseTo(0.000002 + 0.000006 / 2, 12);
  });

  it('tells a dead letter, why it is one, and sends it back', async () => {
    await order('poison');
    await figures('queue/acado-shop-local-orders', { deadLetters: 1 });
    await figures(`function/${STORE}`, { errors: 1 });

    const invocations = async () =>
      get(`/api/invocations?function=${STORE}&errors=1`) as Promise<{
        invocations: { id: string; status: string; costUsd: number }[];
      }>;
    let found = await invocations();
    for (; found.invocations.length === 0; found = await invocations()) await sleep(50);
    const [failed] = found.invocations;
    expect(failed).toMatchObject({ status: 'error', costUsd: expect.any(Number) });
    const log = await get(`/api/invocations/log?function=${STORE}&id=${failed?.id}`);
    expect(JSON.stringify(log)).toContain('poison <b>');

    const path = `/api/dead-letters/${QUEUE}`;
    expect(await act(`${path}/look`)).toMatchObject({
      groups: [{ reason: 'TypeError: poison <b>', messages: [{ about: 'Ordered' }] }],
    });
    const { forecast } = (await act(`${path}/forecast`)) as { forecast: { messages: string[] } };
    expect(forecast).toMatchObject({
      ...{ messages: [expect.any(String)], to: 'acado-shop-local-orders', warnings: [] },
      usd: expect.any(Number),
    });

    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const dynamoDb = new DynamoDBClient({
      ...{ endpoint: cloud.endpoint, region: 'us-east-1', credentials },
    });
    await dynamoDb.send(
      new PutItemCommand({ TableName: 'acado-shop-local-orders', Item: { id: { S: 'antidote' } } }),
    );
    expect(await act(`${path}/redrive`, forecast)).toEqual({ moved: 1, stayed: [] });
    expect(await act(`${path}/redrive`, forecast)).toMatchObject({
      ...{ moved: 0, stayed: [{ why: expect.stringContaining('not there any more') }] },
    });
    expect(await act(`${path}/forecast`)).toEqual({ forecast: null });
    await figures(`function/${STORE}`, { total: 3, errors: 1 });
    await figures('queue/acado-shop-local-orders', { deadLetters: 0 });
  });

  it('says when it is gone', async () => {
    await cloud.stop();
    expect(await told(({ problem }) => problem)).toMatch(/^The local cloud does not answer/);
  });
});
