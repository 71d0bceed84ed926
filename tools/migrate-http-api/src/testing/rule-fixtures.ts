import type { RestApi } from '../model/rest-api.ts';
import type { Integration } from '../model/route.ts';
import type { Context } from '../rules/rule.ts';
import type { Traffic } from '../traffic/traffic.ts';
import {
  aDomain,
  aFunction,
  aGuardedRoute,
  anApi,
  anAuthorizer,
  anIntegration,
  aRoute,
  aStage,
  someSettings,
} from './an-api.ts';

/** An API of which a rule holds, and one like it of which it does not. */
export interface Fixture {
  found: RestApi;
  absent: RestApi;
  /** What is known beside it, for either. */
  with?: { found: Partial<Context>; absent: Partial<Context> };
}

const place = { file: 'api.json', path: '' };
const READY = anApi();

const integrated = (overrides: Partial<Integration>): RestApi =>
  anApi({ routes: [aRoute({ integration: anIntegration(overrides) })] });
const functional = (overrides: Partial<Integration> = {}): RestApi =>
  anApi({ routes: [aRoute({ integration: aFunction(overrides) })] });
const staged = (...parts: Parameters<typeof aStage>): RestApi =>
  anApi({ stages: [aStage(...parts)] });
const guardedBy = (...parts: Parameters<typeof anAuthorizer>): RestApi =>
  anApi({ routes: [aGuardedRoute()], authorizers: [anAuthorizer(...parts)] });
const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));
const routes = (count: number): RestApi =>
  anApi({ routes: many(count, (index) => aRoute({ path: `/${index}` })) });
const functions = (count: number): RestApi =>
  anApi({
    routes: many(count, (index) =>
      aRoute({ path: `/${index}`, integration: aFunction({ functionName: `f${index}` }) }),
    ),
  });
const using = (feature: RestApi['features'][number]['feature']): RestApi =>
  anApi({ features: [{ feature, place }] });
const traffic = (found: Partial<Traffic>, absent: Partial<Traffic>): Fixture['with'] => ({
  found: { traffic: { region: 'us-east-1', ...found } },
  absent: { traffic: { region: 'us-east-1', ...absent } },
});
const preflight = aRoute({
  method: 'OPTIONS',
  isPreflight: true,
  cors: true,
  integration: anIntegration({
    type: 'mock',
    cors: { origins: ['*'], headers: [], methods: ['GET'], credentials: false },
  }),
});

/** By rule. */
export const FIXTURES: Record<string, Fixture> = {
  'edge-endpoint': { found: anApi({ endpointTypes: ['EDGE'] }), absent: READY },
  'private-endpoint': { found: anApi({ endpointTypes: ['PRIVATE'] }), absent: READY },
  'private-custom-domain': {
    found: anApi({ domains: [aDomain({ endpointTypes: ['PRIVATE'] })] }),
    absent: READY,
  },
  'header-routing-rule': {
    found: anApi({ domains: [aDomain({ routesByHeader: true })] }),
    absent: READY,
  },
  'enhanced-tls-policy': {
    found: anApi({ securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' }),
    absent: anApi({ securityPolicy: 'TLS_1_2' }),
  },
  waf: { found: staged({ webAcl: 'arn:aws:wafv2:acl' }), absent: READY },
  'client-certificate': { found: staged({ clientCertificate: true }), absent: READY },
  'resource-policy': { found: anApi({ resourcePolicy: place }), absent: READY },
  'api-key': { found: anApi({ routes: [aRoute({ apiKeyRequired: true })] }), absent: READY },
  'usage-plan': {
    found: anApi({ usagePlans: [{ name: 'gold', place, throttled: true, quota: true }] }),
    absent: READY,
  },
  sigv4a: { found: using('sigv4a'), absent: using('test-invoke') },
  'request-validation': {
    found: anApi({ routes: [aRoute({ validation: { body: true, parameters: false, place } })] }),
    absent: anApi({ routes: [aRoute({ validation: { body: false, parameters: false, place } })] }),
  },
  'mapping-template': {
    found: integrated({ type: 'http', templates: ['application/json'] }),
    absent: integrated({
      ...{ type: 'service', service: 'sqs', action: 'SendMessage' },
      templates: ['application/json'],
    }),
  },
  'non-proxy-integration': { found: integrated({ type: 'lambda' }), absent: functional() },
  'mock-integration': {
    found: integrated({ type: 'mock' }),
    absent: anApi({ routes: [preflight] }),
  },
  'unsupported-service': {
    found: integrated({ type: 'service', service: 'dynamodb', action: 'PutItem' }),
    absent: integrated({ type: 'service', service: 'events', action: 'PutEvents' }),
  },
  'long-timeout': {
    found: integrated({ timeoutMs: 60_000 }),
    absent: integrated({ timeoutMs: 30_000 }),
  },
  'response-streaming': { found: functional({ streams: true }), absent: functional() },
  'gateway-response': {
    found: anApi({ gatewayResponses: [{ type: 'DEFAULT_4XX', place }] }),
    absent: READY,
  },
  'merged-definition': { found: using('merged-definition'), absent: READY },
  cache: {
    found: staged({ cacheGb: '0.5', methodSettings: [someSettings({ caches: true })] }),
    // The cluster is paid for, but this method does not use it.
    absent: staged({
      cacheGb: '0.5',
      methodSettings: [
        someSettings({ caches: true }),
        someSettings({ method: 'GET', path: '/orders' }),
      ],
    }),
  },
  'canary-release': { found: staged({ isCanary: true }), absent: READY },
  'execution-log': {
    found: staged({ methodSettings: [someSettings({ executionLog: 'INFO' })] }),
    absent: staged({ methodSettings: [someSettings()] }),
  },
  xray: { found: staged({ tracing: true }), absent: READY },
  'firehose-access-log': {
    found: staged({
      accessLog: {
        place,
        destination: 'arn:aws:firehose:us-east-1:1:deliverystream/x',
        format: '',
      },
    }),
    absent: staged({
      accessLog: { place, destination: 'arn:aws:logs:us-east-1:1:log-group:x', format: '' },
    }),
  },
  'test-invoke': { found: using('test-invoke'), absent: READY },
  'developer-portal': { found: using('developer-portal'), absent: READY },
  unread: { found: anApi({ unread: [{ place, what: 'strange' }] }), absent: READY },
  'payload-format': {
    found: functional(),
    absent: functional(),
    with: { found: {}, absent: { payload: '1.0' } },
  },
  'async-invocation': { found: functional({ isAsync: true }), absent: functional() },
  'binary-media-types': { found: anApi({ binaryMediaTypes: ['image/*'] }), absent: READY },
  compression: { found: anApi({ minimumCompressionBytes: 1024 }), absent: READY },
  'doubled-cors': {
    found: anApi({ routes: [preflight, aRoute({ cors: true, integration: aFunction() })] }),
    absent: functional(),
  },
  'token-authorizer': { found: guardedBy({ type: 'token' }), absent: guardedBy({}) },
  'authorizer-response': { found: guardedBy({}), absent: guardedBy({ type: 'cognito' }) },
  'authorizer-cache': {
    found: guardedBy({ ttlSeconds: 300 }),
    absent: guardedBy({ ttlSeconds: 0 }),
  },
  'authorizer-timeout': {
    found: guardedBy({ functionTimeoutSeconds: 30 }),
    absent: guardedBy({ functionTimeoutSeconds: 10 }),
  },
  'stage-prefix': { found: anApi({ domains: [] }), absent: READY },
  'path-variable': {
    found: anApi({ routes: [aRoute({ path: '/orders/{order-id}' })] }),
    absent: anApi({ routes: [aRoute({ path: '/orders/{order_id}/{proxy+}' })] }),
  },
  'direct-integration': {
    found: integrated({ type: 'service', service: 'states', action: 'StartExecution' }),
    absent: integrated({ type: 'service', service: 's3', action: 'path /{bucket}' }),
  },
  'vpc-link': {
    found: integrated({ vpcLink: { id: 'abc', target: 'nlb' } }),
    absent: integrated({ vpcLink: { id: 'abc', target: 'alb' } }),
  },
  'metric-names': {
    found: anApi({ metricUses: [{ name: 'Errors', place, metrics: ['5XXError'] }] }),
    absent: READY,
  },
  'access-log-variable': {
    found: staged({ accessLog: { place, destination: '', format: '$context.resourcePath' } }),
    absent: staged({
      accessLog: { place, destination: '', format: '$context.routeKey $context.authorizer.sub' },
    }),
  },
  'quota-routes': { found: routes(301), absent: routes(300) },
  'quota-integrations': { found: functions(301), absent: routes(301) },
  'quota-stages': {
    found: anApi({ stages: many(11, () => aStage()) }),
    absent: anApi({ stages: many(10, () => aStage()) }),
  },
  'quota-authorizers': {
    found: anApi({ authorizers: many(11, () => anAuthorizer()) }),
    absent: anApi({ authorizers: many(10, () => anAuthorizer()) }),
  },
  'quota-scopes': {
    found: anApi({ routes: [aGuardedRoute('auth', many(11, String))] }),
    absent: anApi({ routes: [aGuardedRoute('auth', many(10, String))] }),
  },
  'quota-headers': {
    ...{ found: READY, absent: READY },
    with: traffic({ headerBytes: 10_241 }, { headerBytes: 10_240 }),
  },
  'quota-payload': {
    ...{ found: functional(), absent: READY },
    with: traffic({ bodyKb: { max: 7000 } }, { bodyKb: { max: 7000 } }),
  },
  'quota-timeout': {
    ...{ found: READY, absent: READY },
    with: traffic({ latencyMs: 30_001 }, { latencyMs: 30_000 }),
  },
  'quota-audiences': {
    ...{ found: READY, absent: READY },
    with: traffic({ audiences: 51 }, { audiences: 50 }),
  },
  'quota-jwks': {
    ...{ found: READY, absent: READY },
    with: traffic({ jwks: { ms: 1501 } }, { jwks: { ms: 1500, bytes: 150_000 } }),
  },
  'mutual-tls': { found: anApi({ domains: [aDomain({ mutualTls: true })] }), absent: READY },
  'iam-authorization': {
    found: anApi({ routes: [aRoute({ authorization: { type: 'iam' } })] }),
    absent: READY,
  },
  'lambda-authorizer': { found: guardedBy({}), absent: guardedBy({ type: 'cognito' }) },
  cognito: { found: guardedBy({ type: 'cognito' }), absent: guardedBy({}) },
  'alb-integration': {
    found: integrated({ vpcLink: { id: 'abc', target: 'alb' } }),
    absent: integrated({ vpcLink: { id: 'abc', target: 'nlb' } }),
  },
  'custom-domain': { found: READY, absent: anApi({ domains: [] }) },
  'dual-stack': { found: anApi({ dualStack: true }), absent: READY },
  throttling: {
    found: staged({ methodSettings: [someSettings({ rateLimit: 100 })] }),
    absent: staged({ methodSettings: [someSettings()] }),
  },
  cors: { found: anApi({ routes: [preflight] }), absent: READY },
  'parameter-mapping': { found: integrated({ mapsParameters: true }), absent: READY },
};
