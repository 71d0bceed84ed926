import { LambdaClient, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { resilient } from './resilient.ts';

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

describe('resilient', () => {
  const asking = (endpoint: string) =>
    resilient(
      new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }),
    ).send(new GetFunctionConfigurationCommand({ FunctionName: 'shop' }));

  it.each([
    [500, 'ServiceException', 'ServiceUnavailable'],
    [400, 'ThrottlingException', 'ServiceUnavailable'],
    [404, 'ResourceNotFoundException', 'ResourceNotFoundException'],
  ])('makes of %i %s a %s', async (status, type, name) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'x-amzn-errortype': type }).end('{"Message":"no"}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(asking(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ name });
    server.closeAllConnections();
    server.close();
  });

  it('is unavailable where nobody answers', async () => {
    await expect(asking('http://127.0.0.1:1')).rejects.toMatchObject({
      name: 'ServiceUnavailable',
    });
  });
});
