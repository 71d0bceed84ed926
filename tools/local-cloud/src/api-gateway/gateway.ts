import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createHttpApi } from './http/http-api.ts';
import { createJwtAuthorizer } from './http/jwt-authorizer.ts';
import { createRestApi } from './rest/rest-api.ts';
import { serve } from './serve.ts';
import { type ApiDefinition, type ApiGateway, type ApiGatewayOptions } from './types.ts';

const STOP_WITHIN_MS = 700;
/** API Gateway's limit of request line and headers together. */
const MAX_HEADER_BYTES = 10_240;

type RunningApi = {
  server: Server;
  port: number;
  handle: RequestListener;
  definition: ApiDefinition;
};

/** HTTP and REST APIs, each on its own port of 127.0.0.1, before the functions of the local cloud. */
export const createApiGateway = (options: ApiGatewayOptions): ApiGateway => {
  const authorize = createJwtAuthorizer(options.issuers);
  const running = new Map<string, RunningApi>();

  const listenerOf = (definition: ApiDefinition): RequestListener => {
    const api =
      definition.type === 'HTTP'
        ? createHttpApi(options, authorize, definition)
        : createRestApi(options, definition);
    return serve(definition, api, options);
  };

  const putApi: ApiGateway['putApi'] = async (definition, port) => {
    const handle = listenerOf(definition);
    const before = running.get(definition.apiId);
    if (before && (port === undefined || port === 0 || port === before.port)) {
      before.definition = definition;
      before.handle = handle; // requests under way end with the definition they began with
      return { url: urlOf(before) };
    }
    const api = await startApi(definition, handle, port ?? 0);
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
    httpApis: () =>
      [...running.values()].flatMap((api) => {
        const { type, apiId, name } = api.definition;
        return type === 'HTTP' ? [{ apiId, name, url: urlOf(api) }] : [];
      }),
    restApis: () =>
      [...running.values()].flatMap(({ definition }) =>
        definition.type === 'REST' && definition.description ? [definition.description] : [],
      ),
    stop: async () => {
      const apis = [...running.values()];
      running.clear();
      await Promise.all(apis.map(stopApi));
    },
  };
};

const urlOf = ({ port }: RunningApi) => `http://127.0.0.1:${port}`;

const startApi = (
  definition: ApiDefinition,
  handle: RequestListener,
  port: number,
): Promise<RunningApi> =>
  new Promise((resolve, reject) => {
    const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 60_000 });
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const api = { server, handle, definition, port: (server.address() as AddressInfo).port };
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
