import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { type InvocationResult } from '../lambda/types.ts';
import { createIam } from '../iam/create-iam.ts';
import { createApiGateway } from './gateway.ts';
import { type HttpApiDefinition, type HttpApiRoute } from './http/types.ts';
import { type RestApiDefinition, type RestApiMethod } from './rest/types.ts';
import { type ApiDefinition, type ApiGatewayOptions, type ObservedRequest } from './types.ts';

export const aRoute = (overrides: Partial<HttpApiRoute> = {}): HttpApiRoute => ({
  routeKey: 'GET /items/{id}',
  functionName: 'items',
  payloadFormatVersion: '2.0',
  timeoutMs: 29_000,
  ...overrides,
});

export const anApi = (overrides: Partial<HttpApiDefinition> = {}): HttpApiDefinition => ({
  type: 'HTTP',
  apiId: 'a1b2c3',
  name: 'items-api',
  routes: [aRoute()],
  ...overrides,
});

export const aMethod = (overrides: Partial<RestApiMethod> = {}): RestApiMethod => ({
  resourceId: 'res1',
  path: '/orders/{id}',
  httpMethod: 'GET',
  authorization: 'NONE',
  integration: { kind: 'lambda', functionName: 'orders', timeoutMs: 29_000 },
  ...overrides,
});

export const aRestApi = (overrides: Partial<RestApiDefinition> = {}): RestApiDefinition => ({
  type: 'REST',
  apiId: 'r1e2s3',
  name: 'local-orders',
  methods: [aMethod()],
  stages: [{ name: 'local', deploymentId: 'd1', methodThrottling: {} }],
  binaryMediaTypes: [],
  ...overrides,
});

export type Handler = (event: Record<string, unknown>) => unknown;

/** A gateway before a function that is a plain function of this process. */
export const aGateway = (
  handle: Handler = () => ({ statusCode: 200 }),
  issuers: ApiGatewayOptions['issuers'] = [],
  mayInvoke: ApiGatewayOptions['mayInvoke'] = () => true,
) => {
  const events: Record<string, unknown>[] = [];
  const reports: string[] = [];
  const observed: ObservedRequest[] = [];
  const iam = createIam({ accountId: '000000000000', region: 'us-east-1' });
  const gateway = createApiGateway({
    context: {
      region: 'us-east-1',
      accountId: '000000000000',
      report: (...line) => reports.push(line.join(' ')),
    },
    lambda: {
      invoke: async (_name, payload) => {
        const event = JSON.parse(Buffer.from(payload).toString()) as Record<string, unknown>;
        events.push(event);
        const result = await handle(event);
        return resultOf(result);
      },
    },
    iam,
    mayInvoke,
    issuers,
    onRequest: (request) => observed.push(request),
  });
  return { gateway, events, reports, observed, iam };
};

/** Puts APIs into service, each by a gateway of its own that ends with the test. */
export const apisOfTests = () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });
  return async (
    definition: ApiDefinition,
    handle?: Handler,
    mayInvoke?: ApiGatewayOptions['mayInvoke'],
  ) => {
    const api = aGateway(handle, [], mayInvoke);
    stops.push(() => api.gateway.stop());
    const { url } = await api.gateway.putApi(definition);
    return { ...api, url };
  };
};

const isFailure = (result: unknown): result is { functionError: 'Unhandled' } =>
  typeof result === 'object' && result !== null && 'functionError' in result;

const resultOf = (result: unknown): InvocationResult => ({
  payload: Buffer.isBuffer(result) ? result : Buffer.from(JSON.stringify(result ?? null)),
  ...(isFailure(result) && { functionError: result.functionError }),
  executedVersion: '$LATEST',
  logTail: '',
  report: {
    requestId: 'r',
    durationMs: 1,
    billedDurationMs: 1,
    memorySizeMB: 128,
    maxMemoryUsedMB: 64,
  },
});

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** A request as it is written, without what `fetch` normalises. */
export const send = (
  url: string,
  line: string,
  {
    headers = {},
    body,
  }: { headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const [method, path] = line.split(' ');
    const { hostname, port } = new URL(url);
    const request = httpRequest({ hostname, port, method, path, headers, agent: false });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.end(body);
  });
