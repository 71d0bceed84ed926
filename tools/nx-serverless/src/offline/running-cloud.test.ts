import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { aWorkspace } from '../testing/workspace.ts';
import { runningCloud } from './running-cloud.ts';

describe('runningCloud', () => {
  let workspace: ReturnType<typeof aWorkspace>;
  let server: Server;
  let endpoint: string;
  let health = 200;

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      response.writeHead(url === '/_local/health' ? health : 404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  afterEach(() => workspace.remove());

  const find = (outputs: object, env = {}, file = '.local/outputs.json') => {
    workspace = aWorkspace({ [file]: JSON.stringify(outputs) });
    return runningCloud(workspace.root, 'shop', env);
  };

  it('is found by what it wrote', async () => {
    expect(await find({ awsEndpoint: endpoint, services: { shop: {} } })).toBe(endpoint);
  });

  it('is the one of another port when that is asked for', async () => {
    const outputs = { awsEndpoint: endpoint, services: { shop: {} } };
    const env = { LOCAL_CLOUD_PORT: '4600' };

    expect(await find(outputs, env, '.local/4600/outputs.json')).toBe(endpoint);
    workspace.remove();
    expect(await find(outputs, env)).toBeUndefined();
  });

  it('is none while nothing was written', async () => {
    expect(await find({}, {}, 'nx.json')).toBeUndefined();
  });

  it('is none when it was written by a cloud that has ended', async () => {
    expect(
      await find({ awsEndpoint: 'http://127.0.0.1:1', services: { shop: {} } }),
    ).toBeUndefined();
  });

  it('is none while it starts', async () => {
    health = 503;
    expect(await find({ awsEndpoint: endpoint, services: { shop: {} } })).toBeUndefined();
    health = 200;
  });

  it('is none when it runs other services', async () => {
    expect(await find({ awsEndpoint: endpoint, services: { bank: {} } })).toBeUndefined();
  });

  it('is none when what was written cannot be read', async () => {
    expect(await find({ awsEndpoint: 'here' })).toBeUndefined();
  });
});
