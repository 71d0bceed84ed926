import { guide, type Rule, routesWith } from '../rule.ts';
import { settingsFor } from '../settings.ts';

/** How an API is run. */
export const operationsRules: Rule[] = [
  {
    id: 'cache',
    severity: 'blocked',
    title: 'Cache of the API',
    looksAt: 'cache clusters of the stages, and the methods that use them',
    reason: 'HTTP APIs keep no answers.',
    remedy:
      'CloudFront in front with a cache policy for the same keys, or a cache in the function’s memory.',
    cost: 'The cache’s hours are saved; every former hit invokes the function (--cache-hits). CloudFront: not in the price book.',
    docs: guide('api-gateway-caching'),
    find: (api) =>
      api.stages.flatMap((stage) =>
        stage.cacheGb === undefined
          ? []
          : routesWith(
              api,
              (route) =>
                settingsFor(stage, route).some(
                  // What is set for all methods caches GET alone.
                  ({ caches, method }) =>
                    caches && (method !== '*' || ['GET', 'ANY'].includes(route.method)),
                ) && `stage ${stage.name}: ${stage.cacheGb} GB`,
              () => stage.place,
            ),
      ),
  },
  {
    id: 'canary-release',
    severity: 'blocked',
    title: 'Canary release',
    looksAt: 'canary settings of stages and deployments',
    reason: 'A stage of an HTTP API has one deployment for all requests.',
    remedy:
      'Shift traffic between aliases of the function, or between two APIs by weighted DNS records.',
    cost: 'Nothing; DNS queries as before.',
    docs: guide('canary-release'),
    find: ({ stages }) =>
      stages.flatMap(({ name, isCanary, place }) =>
        isCanary ? [{ detail: `stage ${name}`, place }] : [],
      ),
  },
  {
    id: 'execution-log',
    severity: 'blocked',
    title: 'Execution logs',
    looksAt: 'logging level and data trace of the stages’ methods',
    reason:
      'HTTP APIs write access logs only: nothing shows what the gateway did with one request.',
    remedy:
      'Access logs with $context.error.message, $context.integrationErrorMessage and $context.authorizer.error; the function logs the rest.',
    cost: 'Log bytes fall: execution logs are several KB per request.',
    docs: guide('set-up-logging'),
    find: (api) =>
      api.stages.flatMap((stage) =>
        routesWith(
          api,
          (route) => {
            const logs = settingsFor(stage, route).find(
              ({ executionLog }) => executionLog !== 'OFF',
            );
            return logs && `stage ${stage.name}: ${logs.executionLog}`;
          },
          () => stage.place,
        ),
      ),
  },
  {
    id: 'xray',
    severity: 'blocked',
    title: 'X-Ray tracing of the gateway',
    looksAt: 'tracing of the stages',
    reason: 'HTTP APIs send no segments to X-Ray: traces begin with the function.',
    remedy: 'Trace the function; take the gateway’s share from Latency and IntegrationLatency.',
    cost: 'A little less: one segment per request.',
    docs: guide('apigateway-xray'),
    find: ({ stages }) =>
      stages.flatMap(({ name, tracing, place }) =>
        tracing ? [{ detail: `stage ${name}`, place }] : [],
      ),
  },
  {
    id: 'firehose-access-log',
    severity: 'blocked',
    title: 'Access logs to Firehose',
    looksAt: 'destinations of access logs',
    reason: 'Access logs of HTTP APIs go to CloudWatch Logs.',
    remedy: 'Log to a log group, with a subscription filter to the same delivery stream.',
    cost: 'Ingestion of CloudWatch Logs for every byte, on top of Firehose.',
    docs: guide('apigateway-logging-to-kinesis'),
    find: ({ stages }) =>
      stages.flatMap(({ name, accessLog }) =>
        accessLog && /:firehose:|deliverystream/i.test(accessLog.destination)
          ? [{ detail: `stage ${name}: ${accessLog.destination}`, place: accessLog.place }]
          : [],
      ),
  },
  {
    id: 'test-invoke',
    severity: 'blocked',
    title: 'Test invoke',
    looksAt: 'what `--uses test-invoke` says: no definition shows it',
    reason:
      'The console and TestInvokeMethod can’t call a route of an HTTP API without its endpoint.',
    remedy: 'Call the route (curl, a smoke test), or the function with a recorded event.',
    cost: 'Nothing.',
    docs: guide('how-to-test-method'),
    find: ({ features }) =>
      features
        .filter(({ feature }) => feature === 'test-invoke')
        .map(({ place }) => ({ detail: 'it is used', place })),
  },
  {
    id: 'developer-portal',
    severity: 'blocked',
    title: 'Developer portal',
    looksAt: 'portals and their products, and what `--uses developer-portal` says',
    reason: 'Portals of API Gateway offer REST APIs only.',
    remedy: 'Export the OpenAPI definition and publish it with any static documentation generator.',
    cost: 'Storage and transfer of a static site.',
    docs: guide('apigateway-portals'),
    find: ({ features }) =>
      features
        .filter(({ feature }) => feature === 'developer-portal')
        .map(({ place }) => ({ detail: 'it is offered in a portal', place })),
  },
];
