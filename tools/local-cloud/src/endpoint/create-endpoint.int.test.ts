import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { send } from '../api-gateway/testing.ts';
import { createIam } from '../iam/create-iam.ts';
import { awsServices } from './aws-services.ts';
import { createEndpoint } from './create-endpoint.ts';

const account = { region: 'us-east-1', accountId: '000000000000' };
const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=me/20260101/us-east-1/${service}/aws4_request`,
});

describe('createEndpoint', () => {
  const errors: unknown[] = [];
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const answer = () => Promise.resolve({ status: 200, body: 'answered' });
    const others = {
      ...{ sns: answer, sts: answer, events: answer, states: answer },
      ...{ apiGateway: answer, logs: answer, monitoring: answer },
    };
    server = createServer(
      createEndpoint({
        ...{ ...account, iam: createIam(account) },
        services: awsServices({
          ...{ ...others, dynamodb: answer, sqs: answer },
          lambda: () => Promise.reject(new Error('broken')),
        }),
        s3: () => ({ status: 200, body: 'an object' }),
        pages: { health: (_request, response) => response.end('ok') },
        onError: (error) => errors.push(error),
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  beforeEach(() => errors.splice(0));

  it.each<[string, string, Record<string, string>, number, string]>([
    ['the service that it is signed for', 'POST /', signed('sqs'), 200, 'answered'],
    ['S3', 'GET /bucket/a//b', signed('s3'), 200, 'an object'],
    ['a page of the cloud itself', 'GET /_local/health', {}, 200, 'ok'],
    ['no page', 'GET /_local/nothing', {}, 404, 'There is no page /_local/nothing'],
    ['a service that is not here', 'POST /', signed('kinesis'), 501, 'does not have the service'],
    ['nobody, without a signature', 'POST /', {}, 400, 'it takes signed AWS requests'],
    ['a bucket, unsigned', 'GET /bucket/key', {}, 403, 'AccessDenied'],
    ['a malformed path', 'PUT /%E0%A4%A/key', signed('s3'), 400, 'The URL is malformed.'],
    ['a malformed name', 'POST /2015/functions/%zz', signed('lambda'), 400, 'URL is malformed.'],
    ['a path that is no URL', 'GET //', signed('s3'), 400, 'The URL is malformed.'],
  ])('answers a request to %s', async (_name, line, headers, status, body) => {
    const answer = await send(url, line, { headers });
    expect(answer).toMatchObject({ status, body: expect.stringContaining(body) as string });
    expect(errors).toEqual([]);
  });

  it('does not mind a client that goes away in the middle of a body', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    const head = `POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${signed('sqs').authorization}`;
    socket.write(`${head}\r\nContent-Length: 9\r\n\r\nhalf`, () => socket.resetAndDestroy());
    await once(socket, 'close');

    expect((await send(url, 'POST /', { headers: signed('sqs') })).status).toBe(200);
    expect(errors).toEqual([]);
  });

  it('tells no more than that it failed when a service breaks', async () => {
    const answer = await send(url, 'POST /', { headers: signed('lambda') });
    expect(answer).toMatchObject({
      status: 500,
      body: expect.stringContaining('The local cloud failed: see its console.') as string,
    });
    expect(errors).toEqual([new Error('broken')]);
  });
});
