import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createRequestHandler } from './handle-request.ts';
import { createJwtAuthorizer } from './jwt-authorizer.ts';
import {
  type HttpApiDefinition,
  type HttpApiGateway,
  type HttpApiGatewayOptions,
} from './types.ts';

const STOP_WITHIN_MS = 700;
/** API Gateway's limit of request line and headers together. */
const MAX_HEADER_BYTES = 10_240;

type RunningApi = { server: Server; port: number; handle: RequestListener };

/** HTTP APIs, each on its own port of 127.0.0.1, before the functions of the local cloud. */
export const createHttpApiGateway = ({
  context,
  lambda,
  mayInvoke,
  issuers,
  onRequest,
}: HttpApiGatewayOptions): HttpApiGateway => {
  const authorize = createJwtAuthorizer(issuers);
  const running = new Map<string, RunningApi>();

  const putApi: HttpApiGateway['putApi'] = async (definition, port) => {
    refuseUnmodelled(definition);
    const handle = createRequestHandler({
      ...{ context, lambda, mayInvoke, onRequest },
      ...{ authorize, definition },
    });
    const before = running.get(definition.apiId);
    if (before && (port === undefined || port === 0 || port === before.port)) {
      before.handle = handle; // requests under way end with the definition they began with
      return { url: urlOf(before) };
    }
    const api = await startApi(handle, port ?? 0);
    running.set(definition.apiId, api);
    if (before) await stopApi(before);
    return { url: urlOf(api) };
  };

  return {
    putApi,
    removeApi: async (apiId) => {
      const api = running.get(apiId);
      running.delete(apiId);
      if (api) await stopApi(api);
    },
    stop: async () => {
      const apis = [...running.values()];
      running.clear();
      await Promise.all(apis.map(stopApi));
    },
  };
};

const urlOf = ({ port }: RunningApi) => `http://127.0.0.1:${port}`;

const refuseUnmodelled = ({ name, routes }: HttpApiDefinition): void => {
  for (const { routeKey, payloadFormatVersion } of routes) {
    if (payloadFormatVersion !== '2.0')
      throw new Error(
        `${name}: ${routeKey} wants payload format ${payloadFormatVersion}; the local cloud speaks 2.0 (httpApi.payload: '2.0')`,
      );
    if (routeKey !== '$default' && !/^[A-Z]+ \/\S*$/.test(routeKey))
      throw new Error(`${name}: "${routeKey}" is no route key of an HTTP API`);
  }
};

const startApi = (handle: RequestListener, port: number): Promise<RunningApi> =>
  new Promise((resolve, reject) => {
    const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 60_000 });
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const api = { server, handle, port: (server.address() as AddressInfo).port };
      server.on('request', (request, response) => api.handle(request, response));
      resolve(api);
    });
  });

/** Lets answers under way be sent, then closes what is left. */
const stopApi = ({ server }: RunningApi): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
