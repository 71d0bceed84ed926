import type { Authorizer } from '../model/authorizer.ts';
import type { Domain } from '../model/domain.ts';
import type { RestApi } from '../model/rest-api.ts';
import type { Integration, Route } from '../model/route.ts';
import type { MethodSettings, Stage } from '../model/stage.ts';

const place = { file: 'api.json', path: '' };

export const aDomain = (overrides: Partial<Domain> = {}): Domain => ({
  ...{ name: 'api.example.com', place, mutualTls: false, routesByHeader: false },
  endpointTypes: ['REGIONAL'],
  securityPolicy: 'TLS_1_2',
  basePaths: [''],
  ...overrides,
});

export const anIntegration = (overrides: Partial<Integration> = {}): Integration => ({
  ...{ type: 'http-proxy', place, uri: 'https://backend.example.com/' },
  ...{ streams: false, isAsync: false, templates: [], mapsParameters: false },
  ...{ convertsContent: false },
  ...overrides,
});

export const aFunction = (overrides: Partial<Integration> = {}): Integration =>
  anIntegration({ type: 'lambda-proxy', functionName: 'orders', uri: undefined, ...overrides });

export const aRoute = (overrides: Partial<Route> = {}): Route => ({
  ...{ method: 'GET', path: '/orders', place, apiKeyRequired: false, cors: false },
  authorization: { type: 'none' },
  isPreflight: false,
  integration: anIntegration(),
  ...overrides,
});

export const aStage = (overrides: Partial<Stage> = {}): Stage => ({
  ...{ name: 'prod', place, isCanary: false, clientCertificate: false, tracing: false },
  methodSettings: [],
  ...overrides,
});

export const someSettings = (overrides: Partial<MethodSettings> = {}): MethodSettings => ({
  ...{ method: '*', path: '*', place, caches: false, executionLog: 'OFF' },
  ...overrides,
});

export const anAuthorizer = (overrides: Partial<Authorizer> = {}): Authorizer => ({
  ...{ id: 'auth', name: 'auth', place, type: 'request', ttlSeconds: 0, userPools: [] },
  identitySources: ['method.request.header.Authorization'],
  ...overrides,
});

/** Whatever `authorizer` guards. */
export const aGuardedRoute = (authorizer = 'auth', scopes: string[] = []): Route =>
  aRoute({ authorization: { type: 'authorizer', authorizer, scopes } });

/** A proxy behind a custom domain that can move as it is. */
export const anApi = (overrides: Partial<RestApi> = {}): RestApi => ({
  ...{ source: 'cloudformation', place, name: 'orders' },
  ...{ endpointTypes: ['REGIONAL'], endpointIsDefault: false, dualStack: false },
  binaryMediaTypes: [],
  routes: [aRoute()],
  stages: [aStage()],
  authorizers: [],
  gatewayResponses: [],
  usagePlans: [],
  domains: [aDomain()],
  metricUses: [],
  features: [],
  unread: [],
  ...overrides,
});
