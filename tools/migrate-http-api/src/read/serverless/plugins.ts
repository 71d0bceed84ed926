import type { Domain } from '../../model/domain.ts';
import type { Stage } from '../../model/stage.ts';
import type { Cursor } from '../cursor.ts';

/** What well-known plugins make of `custom`, behind the framework's back. */
export function readPlugins(at: Cursor, stage: Stage) {
  const custom = at.get('custom');
  const webAcl = custom.get('associateWaf').text('name');
  return {
    domains: readDomains(custom),
    ...(webAcl !== undefined && { webAcl }),
    // serverless-apigw-binary
    binaryMediaTypes: custom.get('apigwBinary').texts('types'),
    stage: withThrottling(custom, withCache(custom, stage)),
  };
}

/** serverless-domain-manager. */
function readDomains(custom: Cursor): Domain[] {
  const single = custom.get('customDomain');
  const several = custom
    .list('customDomains')
    .flatMap((each) => each.entries().map(([, own]) => own));
  return [...(single.exists ? [single] : []), ...several].flatMap((each): Domain[] => {
    const kind = each.text('apiType') ?? 'rest';
    const isOn = !each.get('enabled').exists || each.flag('enabled');
    const type = (each.text('endpointType') ?? 'edge').toUpperCase();
    const securityPolicy = each.text('securityPolicy');
    if (kind !== 'rest' || !isOn) return [];
    return [
      {
        name: each.text('domainName') ?? '',
        place: each.place,
        endpointTypes: type === 'EDGE' || type === 'REGIONAL' || type === 'PRIVATE' ? [type] : [],
        mutualTls: each.get('tlsTruststoreUri').exists,
        ...(securityPolicy !== undefined && {
          securityPolicy: securityPolicy.toUpperCase().startsWith('TLS')
            ? securityPolicy.toUpperCase()
            : securityPolicy,
        }),
        routesByHeader: false,
        basePaths: [each.text('basePath') ?? ''],
      },
    ];
  });
}

/** serverless-api-gateway-caching. */
function withCache(custom: Cursor, stage: Stage): Stage {
  const caching = custom.get('apiGatewayCaching');
  if (!caching.flag('enabled')) return stage;
  const all = { method: '*', path: '*', place: caching.place, caches: true, executionLog: 'OFF' };
  return {
    ...stage,
    cacheGb: caching.text('clusterSize') ?? '0.5',
    methodSettings: [...stage.methodSettings, all],
  };
}

/** serverless-api-gateway-throttling. */
function withThrottling(custom: Cursor, stage: Stage): Stage {
  const throttling = custom.get('apiGatewayThrottling');
  const rateLimit = throttling.number('maxRequestsPerSecond');
  const burstLimit = throttling.number('maxConcurrentRequests');
  if (rateLimit === undefined && burstLimit === undefined) return stage;
  const all = {
    ...{ method: '*', path: '*', place: throttling.place, caches: false, executionLog: 'OFF' },
    ...(rateLimit !== undefined && { rateLimit }),
    ...(burstLimit !== undefined && { burstLimit }),
  };
  return { ...stage, methodSettings: [...stage.methodSettings, all] };
}
