import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** API Gateway's answers to GET requests, by path; a list is paged, one item at a time. */
export type Answers = Record<string, unknown[] | object>;

/** An API Gateway that answers what it is told to, and refuses every `busy`th request first. */
export async function fakeApiGateway(answers: Answers, { busy = Infinity } = {}) {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const path = decodeURIComponent(pathname);
    requests.push(path);
    const answer = answers[path];
    const send = (status: number, body: object, type = '') =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-amzn-ErrorType': type })
        .end(JSON.stringify(body));
    if (requests.length % busy === 0)
      send(429, { message: 'Rate exceeded' }, 'TooManyRequestsException');
    else if (!answer) send(200, { item: [] });
    else if (!Array.isArray(answer)) send(200, answer);
    else {
      const from = Number(searchParams.get('position') ?? 0);
      const more = from + 1 < answer.length;
      send(200, {
        item: answer.slice(from, from + 1),
        ...(more && { position: String(from + 1) }),
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new APIGatewayClient({
    ...{ region: 'us-east-1', maxAttempts: 5 },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
  });
  return {
    client,
    requests,
    close: () => {
      client.destroy();
      server.close();
    },
  };
}
