import type { AccessLog, MethodSettings, Stage } from '../../model/stage.ts';
import type { Cursor } from '../cursor.ts';

/** Of a stage in CloudFormation (also one that a deployment brings) or in an answer of API Gateway. */
export function readStage(at: Cursor, name: string): Stage {
  at.ignore('restApiId', 'stageName', 'deploymentId', 'description', 'tags', 'variables');
  at.ignore('documentationVersion', 'createdDate', 'lastUpdatedDate', 'cacheClusterStatus');
  const cacheOn = at.flag('cacheClusterEnabled');
  const cacheGb = at.text('cacheClusterSize');
  const clientCertificate = at.text('clientCertificateId');
  const webAcl = at.text('webAclArn');
  const canary = at.get('canarySettings', 'canarySetting');
  const accessLog = readAccessLog(at.get('accessLogSettings', 'accessLogSetting'));
  const stage: Stage = {
    ...{ name, place: at.place },
    ...(cacheOn && { cacheGb: cacheGb ?? '0.5' }),
    isCanary: canary.exists,
    clientCertificate: clientCertificate !== undefined && clientCertificate !== '',
    tracing: at.flag('tracingEnabled'),
    ...(accessLog && { accessLog }),
    ...(webAcl !== undefined && webAcl !== '' && { webAcl }),
    methodSettings: [...readOwnSettings(at), ...readMethodSettings(at.get('methodSettings'))],
  };
  at.finish();
  return stage;
}

function readAccessLog(at: Cursor): AccessLog | undefined {
  if (!at.exists) return undefined;
  const destination = at.text('destinationArn') ?? '';
  const format = at.text('format') ?? '';
  at.finish();
  return { place: at.place, destination, format };
}

/** The settings for all methods that CloudFormation's `StageDescription` has beside the list. */
function readOwnSettings(at: Cursor): MethodSettings[] {
  const own = settingsOf(at, '*', '*');
  const says = (own.caches || own.executionLog !== 'OFF' || own.rateLimit) ?? own.burstLimit;
  return says ? [own] : [];
}

/** CloudFormation lists them; API Gateway names them `<path>/<METHOD>`. */
function readMethodSettings(at: Cursor): MethodSettings[] {
  if (Array.isArray(at.value))
    return at.asList().map((each) => {
      const method = each.text('httpMethod') ?? '*';
      const settings = settingsOf(each, method, pathOf(each.text('resourcePath') ?? '*'));
      each.finish();
      return settings;
    });
  return at.entries().map(([name, each]) => {
    const [, path = '*', method = '*'] = /^(.*)\/([^/]+)$/.exec(name) ?? [];
    const settings = settingsOf(each, method, pathOf(path));
    each.finish();
    return settings;
  });
}

/** `~1` is a slash in the path of a setting. */
function pathOf(text: string): string {
  const path = text.replaceAll('~1', '/').replace(/^\/+/, '');
  return path === '*' ? '*' : `/${path}`;
}

function settingsOf(at: Cursor, method: string, path: string): MethodSettings {
  at.ignore('metricsEnabled', 'cacheTtlInSeconds', 'cacheDataEncrypted');
  at.ignore('requireAuthorizationForCacheControl', 'unauthorizedCacheControlHeaderStrategy');
  const rateLimit = at.number('throttlingRateLimit');
  const burstLimit = at.number('throttlingBurstLimit');
  const level = at.text('loggingLevel') ?? 'OFF';
  const withData = at.flag('dataTraceEnabled');
  return {
    ...{ method, path, place: at.place },
    caches: at.flag('cachingEnabled'),
    executionLog: level === 'OFF' && withData ? 'INFO' : level.toUpperCase(),
    // API Gateway answers -1 where there is no limit.
    ...(rateLimit !== undefined && rateLimit >= 0 && { rateLimit }),
    ...(burstLimit !== undefined && burstLimit >= 0 && { burstLimit }),
  };
}
