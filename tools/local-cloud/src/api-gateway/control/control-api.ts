import { randomUUID } from 'node:crypto';
import { type AwsApi, AwsError, type AwsResponse } from '../../aws-api.ts';
import { pageOf } from './pages.ts';
import { textOf } from './rename.ts';
import { type HttpApiDescription, type RestApiDescription } from './types.ts';
import { httpApiView, methodView, resourceViews, restApiView, stageView } from './views.ts';

type Named = Record<string, string>;
type Operation = (api: RestApiDescription, named: Named, query: URLSearchParams) => unknown;

const found = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined)
    throw new AwsError('NotFoundException', `Invalid ${what} identifier specified`, 404);
  return value;
};

/** What no API here has: it is reported, and left out, when a template is loaded. */
const none: Operation = () => ({ item: [] });

/** Below `/restapis/<id>`. */
const OF_AN_API: Record<string, Operation> = {
  '': (api) => restApiView(api),
  '/resources': (api, _named, query) =>
    pageOf(resourceViews(api, query.getAll('embed').includes('methods')), query),
  '/resources/{id}': (api, { id }, query) =>
    found(
      resourceViews(api, query.getAll('embed').includes('methods')).find((each) => each.id === id),
      'Resource',
    ),
  '/resources/{id}/methods/{method}': (api, { id, method }) =>
    methodView(
      found(
        api.methods.find((each) => each.ResourceId === id && each.HttpMethod === method),
        'Method',
      ),
    ),
  '/stages': ({ stages }) => ({ item: stages.map(stageView) }),
  '/stages/{name}': ({ stages }, { name }) =>
    stageView(
      found(
        stages.find(({ StageName }) => textOf(StageName) === name),
        'Stage',
      ),
    ),
  '/authorizers': none,
  '/models': none,
  '/gatewayresponses': none,
  '/requestvalidators': none,
};

/** Collections of an account of which there are none on this machine. */
const EMPTY = /^\/(usageplans|domainnames|clientcertificates|apikeys|vpclinks)$/;

const PATTERNS = Object.entries(OF_AN_API).map(([path, operation]) => ({
  pattern: new RegExp(`^/restapis/(?<api>[^/]+)${path.replace(/{(\w+)}/g, '(?<$1>[^/]+)')}$`),
  operation,
}));

/**
 * API Gateway's own API, for reading: REST APIs that were deployed, with their resources, methods and stages, and where
 * HTTP APIs are.
 */
export const createControlApi = (
  apis: () => readonly RestApiDescription[],
  httpApis: () => readonly HttpApiDescription[] = () => [],
): AwsApi => {
  const answer = (method: string, path: string, query: URLSearchParams): unknown => {
    if (method !== 'GET') throw unsupported(`${method} ${path}`);
    if (path === '/restapis') return pageOf(apis().map(restApiView), query);
    if (EMPTY.test(path)) return { item: [] };
    if (path === '/v2/apis') return { items: httpApis().map(httpApiView) };
    for (const { pattern, operation } of PATTERNS) {
      const named = pattern.exec(path)?.groups;
      if (!named) continue;
      const values = Object.entries(named).map(([name, text]) => [name, decodeURIComponent(text)]);
      const { api: id, ...others } = Object.fromEntries(values) as Named;
      return operation(
        found(
          apis().find(({ apiId }) => apiId === id),
          'API',
        ),
        others,
        query,
      );
    }
    throw unsupported(path);
  };

  return async ({ method, path, query }) => {
    try {
      return json(200, answer(method, path.replace(/(.)\/$/, '$1'), query));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { code, message, status } = error;
      return json(status, { message }, { 'x-amzn-ErrorType': code });
    }
  };
};

const unsupported = (what: string): AwsError =>
  new AwsError(
    'UnsupportedOperationException',
    `The local cloud answers GetRestApi(s), GetResource(s), GetMethod and GetStage(s) and GetApis of API Gateway, not ${what}.`,
    501,
  );

const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-RequestId': randomUUID(), ...headers },
  body: JSON.stringify(body),
});
