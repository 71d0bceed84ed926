import type { EndpointType, RestApi, UsagePlan } from '../../model/rest-api.ts';
import type { AccessLog, Stage } from '../../model/stage.ts';
import { type Cursor, isUnresolved } from '../cursor.ts';

/** What Serverless Framework logs where no format is given. */
const DEFAULT_FORMAT =
  'requestId: $context.requestId, ip: $context.identity.sourceIp, caller: $context.identity.caller, user: $context.identity.user, requestTime: $context.requestTime, httpMethod: $context.httpMethod, resourcePath: $context.resourcePath, status: $context.status, protocol: $context.protocol, responseLength: $context.responseLength';

/** `provider` of a `serverless.yml`, as far as it is about the REST API. */
export function readProvider(at: Cursor, stageName: string) {
  const provider = at.get('provider');
  const gateway = provider.get('apiGateway');
  if (gateway.get('restApiId').exists)
    gateway.get('restApiId').complain('The API belongs to another stack: read that one, too');
  // Until version 3 of the framework some settings stood one level higher.
  const policy = [gateway, provider]
    .map((each) => each.get('resourcePolicy'))
    .find(({ exists }) => exists);
  const compression = gateway.number('minimumCompressionSize');
  const securityPolicy = gateway.get('endpoint').text('securityPolicy');
  const endpoint = readEndpointType(provider);
  gateway.ignore('apiKeys', 'apiKeySourceType', 'description', 'disableDefaultEndpoint', 'metrics');
  gateway.ignore('request', 'restApiResources', 'restApiRootResourceId', 'websocketApiId');
  gateway.ignore('shouldStartNameWithService', 'stage', 'timeoutInMillis');
  const basics: Pick<
    RestApi,
    | 'place'
    | 'name'
    | 'endpointTypes'
    | 'endpointIsDefault'
    | 'dualStack'
    | 'binaryMediaTypes'
    | 'resourcePolicy'
    | 'securityPolicy'
    | 'minimumCompressionBytes'
  > = {
    place: provider.place,
    name: provider.text('apiName') ?? `${stageName}-${at.text('service') ?? ''}`,
    endpointTypes: [endpoint ?? 'EDGE'],
    endpointIsDefault: endpoint === undefined,
    dualStack: false,
    binaryMediaTypes: gateway.texts('binaryMediaTypes'),
    ...(policy && { resourcePolicy: policy.place }),
    ...(securityPolicy !== undefined && { securityPolicy }),
    ...(compression !== undefined && { minimumCompressionBytes: compression }),
  };
  const name = gateway.text('stage') ?? stageName;
  const usagePlans = [gateway, provider].flatMap((each) =>
    readUsagePlans(each.get('usagePlan'), `${name} usage plan`),
  );
  gateway.finish();
  return { basics, usagePlans, stage: readStage(provider, name) };
}

function readEndpointType(provider: Cursor): EndpointType | undefined {
  const text = provider.text('endpointType')?.toUpperCase();
  if (text === undefined || text === 'EDGE' || text === 'REGIONAL' || text === 'PRIVATE')
    return text;
  return provider.get('endpointType').expected('EDGE, REGIONAL or PRIVATE');
}

/** One plan, or a list of named ones. */
function readUsagePlans(at: Cursor, name: string): UsagePlan[] {
  if (!at.exists) return [];
  if (Array.isArray(at.value))
    return at
      .asList()
      .flatMap((each) => each.entries().flatMap(([own, plan]) => readUsagePlans(plan, own)));
  const [throttled, quota] = [at.get('throttle').exists, at.get('quota').exists];
  return [{ name, place: at.place, throttled, quota }];
}

function readStage(provider: Cursor, name: string): Stage {
  const logs = provider.get('logs').get('restApi');
  if (isUnresolved(logs.value)) logs.expected('true, false or an object');
  const isOn = logs.value === true || logs.value === 'true' || typeof logs.value === 'object';
  const settings = typeof logs.value === 'object' ? logs : undefined;
  const says = (key: string): boolean =>
    settings === undefined || !settings.get(key).exists || settings.flag(key);
  const executionLog =
    isOn && says('executionLogging') ? (settings?.text('level') ?? 'INFO') : 'OFF';
  const accessLog: AccessLog = {
    place: logs.place,
    destination: 'log group of the framework',
    format: settings?.text('format') ?? DEFAULT_FORMAT,
  };
  return {
    ...{ name, place: provider.place, isCanary: false, clientCertificate: false },
    tracing: provider.get('tracing').flag('apiGateway'),
    ...(isOn && says('accessLogging') && { accessLog }),
    methodSettings:
      executionLog === 'OFF'
        ? []
        : [{ method: '*', path: '*', place: logs.place, caches: false, executionLog }],
  };
}
