import { isDirect, subtypeOf } from '../subtypes.ts';
import { COMPARISON, guide, type Rule, routesWith } from '../rule.ts';

const LONGEST_MS = 30_000;

/** What happens between request and answer. */
export const contentRules: Rule[] = [
  {
    id: 'request-validation',
    severity: 'blocked',
    title: 'Request validation',
    looksAt: 'request validators of methods (`request.schemas`, required parameters)',
    reason:
      'An HTTP API passes every request on: nothing is checked against a model before the function runs.',
    remedy: 'Validate in the function with the same schema, before anything else.',
    cost: 'Milliseconds of Lambda per request (--validation-ms), and an invocation for each bad request.',
    docs: guide('api-gateway-method-request-validation'),
    find: (api) =>
      routesWith(
        api,
        ({ validation }) => {
          const what = [validation?.body && 'body', validation?.parameters && 'parameters'];
          const text = what.filter(Boolean).join(' and ');
          return text && `checks ${text}`;
        },
        ({ validation, place }) => validation?.place ?? place,
      ),
  },
  {
    id: 'mapping-template',
    severity: 'blocked',
    title: 'Mapping templates (VTL)',
    looksAt: 'request and response templates of integrations that are no proxies',
    reason: 'HTTP APIs map headers, query and path, but never the body.',
    remedy: 'Move the mapping into the function, or into a small one in front of the service.',
    cost: 'Some milliseconds of Lambda per request; a whole invocation where there was no function.',
    docs: guide('models-mappings'),
    find: (api) =>
      routesWith(api, ({ integration }) => {
        if (!integration || integration.type === 'mock' || subtypeOf(integration)) return undefined;
        return integration.templates.length > 0 && integration.templates.join(', ');
      }),
  },
  {
    id: 'non-proxy-integration',
    severity: 'blocked',
    title: 'Integration that is no proxy',
    looksAt:
      'integrations of type AWS with a function, and of type HTTP (`integration: lambda`, `http`)',
    reason: 'HTTP APIs pass requests on as they are (AWS_PROXY, HTTP_PROXY).',
    remedy:
      'Make it a proxy integration: the function takes the event of payload format 1.0 or 2.0 and answers statusCode, headers and body; an HTTP backend takes the request as the client sent it.',
    cost: 'Nothing but the work.',
    docs: guide('http-api-develop-integrations'),
    find: (api) =>
      routesWith(api, ({ integration }) =>
        integration?.type === 'lambda'
          ? `function ${integration.functionName ?? ''} as AWS`
          : integration?.type === 'http' && `HTTP to ${integration.uri ?? 'a backend'}`,
      ),
  },
  {
    id: 'mock-integration',
    severity: 'blocked',
    title: 'Mock integration',
    looksAt: 'integrations of type MOCK that answer more than preflight requests',
    reason: 'An HTTP API makes up no answers, except to preflight requests.',
    remedy: 'A function that returns the answer, or an HTTP proxy to a static file.',
    cost: 'A Lambda invocation per request; 128 MB and a millisecond are enough.',
    docs: guide('how-to-mock-integration'),
    find: (api) => routesWith(api, ({ integration }) => integration?.type === 'mock' && 'MOCK'),
  },
  {
    id: 'unsupported-service',
    severity: 'blocked',
    title: 'Direct integration with a service that HTTP APIs do not reach',
    looksAt: 'integrations of type AWS with services and actions beyond the ten subtypes',
    reason:
      'HTTP APIs call ten actions of five services: EventBridge, SQS, AppConfig, Kinesis, Step Functions.',
    remedy: 'Put a function between them; downloads and uploads better go to presigned URLs of S3.',
    cost: 'A Lambda invocation per request; presigned URLs cost one invocation and no transfer through it.',
    docs: guide('http-api-develop-integrations-aws-services-reference'),
    find: (api) =>
      routesWith(api, ({ integration }) => {
        if (!integration || !isDirect(integration) || subtypeOf(integration)) return undefined;
        return `${integration.service ?? integration.uri ?? 'a service'} ${integration.action ?? ''}`.trim();
      }),
  },
  {
    id: 'long-timeout',
    severity: 'blocked',
    title: 'Integration time-out above 30 s',
    looksAt: 'time-outs of integrations; above 29 s they are granted to REST APIs on request',
    reason: 'An HTTP API waits for 30 s at most, and AWS does not raise that.',
    remedy:
      'Answer 202 at once and work asynchronously (queue or state machine), with a route to ask for the result; or a function URL, which waits 15 minutes.',
    cost: 'A queue: three SQS requests per job. A function URL: nothing.',
    docs: guide('http-api-quotas'),
    find: (api) =>
      routesWith(api, ({ integration }) => {
        const ms = integration?.timeoutMs ?? 0;
        return ms > LONGEST_MS && `${ms / 1000} s`;
      }),
  },
  {
    id: 'response-streaming',
    severity: 'blocked',
    title: 'Response streaming',
    looksAt: 'response transfer mode STREAM, invocations with response streaming',
    reason: 'An HTTP API sends an answer when it is complete.',
    remedy:
      'A function URL with RESPONSE_STREAM behind CloudFront for this route, or answers below 6 MB in one piece.',
    cost: 'Streamed bytes of Lambda beyond 6 MB per answer: not in the price book.',
    docs: guide('response-transfer-mode'),
    find: (api) => routesWith(api, ({ integration }) => integration?.streams && 'STREAM'),
  },
  {
    id: 'gateway-response',
    severity: 'blocked',
    title: 'Custom gateway responses',
    looksAt: 'gateway responses of the API',
    reason: 'What an HTTP API answers by itself (401, 403, 404, 413, 429, 503) can’t be changed.',
    remedy:
      'Have clients go by the status alone; a $default route with a function can word the 404; CloudFront error pages the rest.',
    cost: 'Invocations of the $default route; CloudFront is not in the price book.',
    docs: guide('api-gateway-gatewayResponse-definition'),
    find: ({ gatewayResponses }) =>
      gatewayResponses.map(({ type, place }) => ({ detail: type, place })),
  },
  {
    id: 'merged-definition',
    severity: 'blocked',
    title: 'Merged API definitions',
    looksAt: '`Mode: merge`, and what `--uses merged-definition` says',
    reason:
      'An import replaces the definition of an HTTP API; it is never merged into what is there.',
    remedy: 'Merge the files before the import, or describe the routes as resources of the stack.',
    cost: 'Nothing.',
    docs: COMPARISON,
    find: ({ features }) =>
      features
        .filter(({ feature }) => feature === 'merged-definition')
        .map(({ place }) => ({ detail: 'its definition is merged', place })),
  },
];
