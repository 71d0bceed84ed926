import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { codePath } from '../api/code-links.ts';
import { startTestLambda, type TestLambda } from './start-test-lambda.ts';

export type TestLambdaApi = TestLambda & { client: LambdaClient };

/** A Lambda behind the part of the endpoint that reads requests for its API, and a client of it. */
export const startLambdaApi = async (
  options: Parameters<typeof startTestLambda>[0] = {},
): Promise<TestLambdaApi> => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const test = startTestLambda({ ...options, endpoint });
  const { lambda } = test;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith(codePath)) return lambda.codePage(request, response);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      void lambda
        .api({
          method: request.method ?? '',
          path: pathname,
          query: searchParams,
          headers: request.headers as Record<string, string>,
          body: Buffer.concat(chunks),
          principal: { kind: 'developer' },
        })
        .then((answer) => response.writeHead(answer.status, answer.headers).end(answer.body));
    });
  });
  const client = new LambdaClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    ...test,
    client,
    stop: async () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await test.stop();
    },
  };
};
