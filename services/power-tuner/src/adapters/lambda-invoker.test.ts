import { LambdaClient } from '@aws-sdk/client-lambda';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { functionArn } from '../testing/fake-lambda.ts';
import { createInvoker } from './lambda-invoker.ts';

let silent: Server;
beforeAll(async () => {
  silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

describe('createInvoker', () => {
  it('waits no longer than it lives', async () => {
    const { port } = silent.address() as AddressInfo;
    const client = new LambdaClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const { invoke } = createInvoker('shop', () => client, 20);
    await expect(invoke(functionArn, '{}', '1')).rejects.toMatchObject({
      name: 'Refused',
      error: 'TooLong',
    });
    client.destroy();
  });
});
