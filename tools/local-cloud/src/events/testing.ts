import { mkdtempSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type AwsApi } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type RuleDefinition } from './types.ts';

export const ACCOUNT = '000000000000';
export const BUS = 'orders';
export const queueArn = (name: string) => `arn:aws:sqs:us-east-1:${ACCOUNT}:${name}`;

/** A context of its own folder; `reports` fills with what the console would show. */
export const aContext = (overrides: Partial<CloudContext> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'local-cloud-events-'));
  const endpoint = overrides.endpoint ?? 'http://127.0.0.1:9';
  const reports: string[] = [];
  const context: CloudContext = {
    region: 'us-east-1',
    accountId: ACCOUNT,
    endpoint,
    stateDir: folder,
    cacheDir: folder,
    report: (level, source, message) => reports.push(`${level} ${source} ${message}`),
    writeLogs: () => undefined,
    sqs: new SQSClient({
      region: 'us-east-1',
      endpoint,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    }),
    ...overrides,
  };
  return { context, reports };
};

export const aRule = (overrides: Partial<RuleDefinition> = {}): RuleDefinition => {
  const { name = 'placed', eventBusName = BUS } = overrides;
  const path = eventBusName === 'default' ? name : `${eventBusName}/${name}`;
  return {
    name,
    arn: `arn:aws:events:us-east-1:${ACCOUNT}:rule/${path}`,
    eventBusName,
    eventPattern: { source: ['acado.ingest-a'] },
    enabled: true,
    targets: [{ Id: 'queue', Arn: queueArn('orders') }],
    ...overrides,
  };
};

export const anEntry = (overrides: Record<string, unknown> = {}) => ({
  EventBusName: BUS,
  Source: 'acado.ingest-a',
  DetailType: 'OrderPlaced',
  Detail: '{"orderId":"1"}',
  ...overrides,
});

/** Calls an AWS JSON API as the endpoint does. */
export const call = async (
  api: AwsApi,
  operation: string,
  body: unknown,
  service = 'AWSEvents',
) => {
  const answer = await api({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': `${service}.${operation}` },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    principal: { kind: 'developer' },
  });
  return {
    status: answer.status,
    body: JSON.parse(String(answer.body)) as Record<string, unknown>,
  };
};

/** An HTTP endpoint for an API, for clients that want a socket. */
export const serve = async (api: AwsApi): Promise<{ url: string; close: () => void }> => {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void api({
        method: request.method ?? 'POST',
        path: '/',
        query: new URLSearchParams(),
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks),
        principal: { kind: 'developer' },
      }).then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** Waits until a check holds; fails with what it last said. */
export const eventually = async (check: () => void | Promise<void>, withinMs = 5_000) => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
};
