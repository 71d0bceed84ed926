import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runningCloud } from './running-cloud.ts';

describe('runningCloud', () => {
  let root: string;
  let server: Server;
  let health = 200;
  const shop = { httpApi: 'http://127.0.0.1:4666', functions: {}, resources: {} };
  let outputs: object;

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      response.writeHead(url === '/_local/health' ? health : 404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const awsEndpoint = `http://127.0.0.1:${port}`;
    outputs = { awsEndpoint, region: 'us-east-1', services: { shop } };
  });
  afterAll(() => server.close());
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'running-cloud-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const find = (written: object, env = {}, file = '.local/outputs.json') => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), JSON.stringify(written));
    return runningCloud(root, env);
  };

  it('is found by what it wrote', async () => {
    expect(await find(outputs)).toEqual(outputs);
  });

  it('is the one of another port when that is asked for', async () => {
    const env = { LOCAL_CLOUD_PORT: '4600' };

    expect(await find(outputs, env, '.local/4600/outputs.json')).toEqual(outputs);
    expect(await runningCloud(root, {})).toBeUndefined();
  });

  it('is none while nothing was written', async () => {
    expect(await runningCloud(root, {})).toBeUndefined();
  });

  it('is none when it was written by a cloud that has ended', async () => {
    expect(await find({ ...outputs, awsEndpoint: 'http://127.0.0.1:1' })).toBeUndefined();
  });

  it('is none while it starts', async () => {
    health = 503;
    expect(await find(outputs)).toBeUndefined();
    health = 200;
  });

  it('is none when what was written cannot be read', async () => {
    expect(await find({ awsEndpoint: 'here' })).toBeUndefined();
  });
});
