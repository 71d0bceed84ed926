import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { probePort } from './offline/ports.ts';
import { aWorkspace } from './testing/workspace.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const bin = join(workspaceRoot, 'node_modules/.bin');

const serverlessYml = `
service: shop
provider: { name: aws, runtime: nodejs24.x, stage: "\${opt:stage}" }
plugins: [serverless-esbuild, serverless-offline]
functions:
  putItem: { handler: handler.putItem, events: [{ httpApi: 'PUT /items/{id}' }] }
  getItem: { handler: handler.getItem, events: [{ httpApi: 'GET /items/{id}' }] }
resources:
  Resources:
    Items:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: shop-\${sls:stage}-items
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
        KeySchema: [{ AttributeName: id, KeyType: HASH }]
`;

const handlerTs = `
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
const TableName = 'shop-local-items';
const keyOf = (event) => ({ id: { S: event.pathParameters.id } });
export const putItem = async (event) => {
  await client.send(new PutItemCommand({ TableName, Item: keyOf(event) }));
  return { statusCode: 201 };
};
export const getItem = async (event) => {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: keyOf(event) }));
  return { statusCode: Item ? 200 : 404, body: JSON.stringify(Item ?? {}) };
};
`;

describe('offline.ts', () => {
  let workspace: ReturnType<typeof aWorkspace>;
  let running: ChildProcess[] = [];
  beforeEach(() => {
    workspace = aWorkspace({
      'services/shop/serverless.yml': serverlessYml,
      'services/shop/handler.ts': handlerTs,
      'services/shop/package.json': '{}',
    });
    for (const folder of ['node_modules', 'tools'])
      symlinkSync(join(workspaceRoot, folder), join(workspace.root, folder), 'dir');
  });
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running = [];
    workspace.remove();
  });

  const start = (httpPort: number) => {
    const script = 'tools/nx-serverless/src/offline.ts';
    const args = [script, 'services/shop', '--stage=local', `--httpPort=${httpPort}`];
    const child = spawn(join(bin, 'node'), args, {
      cwd: workspace.root,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    });
    running.push(child);
    const exited = once(child, 'exit') as Promise<[number | null]>;
    const output = { text: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output.text += text.toString()));
    return { child, exited, output };
  };

  /** Repeated until the server answers, as long as it has not ended. */
  const request = async (url: string, method: string): Promise<Response> => {
    for (;;) {
      try {
        return await fetch(url, { method });
      } catch {
        await sleep(100);
      }
      const ended = running.find(({ exitCode }) => exitCode !== null);
      if (ended) throw new Error(`offline.ts ended with ${ended.exitCode} before it answered`);
    }
  };

  it('serves a service with its own table, and leaves nothing behind', async () => {
    const port = (await probePort(0))!;
    const { child, exited, output } = start(port);
    const item = `http://localhost:${port}/items/bolt`;

    expect((await request(item, 'GET')).status).toBe(404);
    expect((await request(item, 'PUT')).status).toBe(201);
    expect((await request(item, 'GET')).status).toBe(200);

    child.kill('SIGINT');
    expect((await exited)[0]).toBe(0);
    const [, endpoint] = /AWS: (\S+)/.exec(output.text)!;
    await expect(fetch(endpoint!)).rejects.toThrow('fetch failed');
    await expect(fetch(item)).rejects.toThrow('fetch failed');
  });

  it('says in one line that its port is taken', async () => {
    const port = (await probePort(0))!;
    const first = start(port);
    await request(`http://localhost:${port}/items/bolt`, 'GET');

    const second = start(port);

    expect((await second.exited)[0]).toBe(1);
    expect(second.output.text).toBe(
      `Port ${port} is taken: choose another with --httpPort <port>\n`,
    );
    first.child.kill('SIGINT');
    await first.exited;
  });
});
