import { guide, type Rule, routesWith } from '../rule.ts';

/** What functions and backends are given, and what is made of their answers. */
export const functionRules: Rule[] = [
  {
    id: 'payload-format',
    severity: 'rewrite',
    title: 'Events of payload format 2.0',
    looksAt: 'Lambda proxy integrations, unless `--payload 1.0` says that they stay with 1.0',
    reason:
      'By itself an HTTP API sends events of format 2.0: no multiValueHeaders and multiValueQueryStringParameters (values joined by commas), cookies in a field of their own, header names in lower case, rawPath, rawQueryString, version and routeKey in place of path, httpMethod and resource; an answer without statusCode becomes a 200 with the whole result as body.',
    remedy:
      'Pin payloadFormatVersion 1.0 for the function (`httpApi: { payload: "1.0" }`) and change nothing, or have it read both formats.',
    cost: 'Nothing.',
    docs: guide('http-api-develop-integrations-lambda'),
    find: (api, { payload }) =>
      payload === '1.0'
        ? []
        : routesWith(
            api,
            ({ integration }) =>
              integration?.type === 'lambda-proxy' &&
              `${integration.functionName ?? 'its function'} takes events of format 1.0 today`,
          ),
  },
  {
    id: 'async-invocation',
    severity: 'rewrite',
    title: 'Asynchronous invocation through a header',
    looksAt: 'X-Amz-Invocation-Type among an integration’s parameters (`async: true`)',
    reason: 'The invocation type of an HTTP API’s function is always synchronous.',
    remedy:
      'Let the route send to SQS or EventBridge (both are subtypes), which invoke the function; or have the function pass the work on and answer 202.',
    cost: 'SQS: three requests per message at most; EventBridge: one custom event.',
    docs: guide('set-up-lambda-integration-async'),
    find: (api) =>
      routesWith(api, ({ integration }) => integration?.isAsync && 'invoked as an event'),
  },
  {
    id: 'binary-media-types',
    severity: 'rewrite',
    title: 'Binary media types',
    looksAt: 'binary media types of the API, content handling of integrations',
    reason:
      'HTTP APIs have no such list: a body whose type is not text reaches the function in base64, and an answer with isBase64Encoded is sent as bytes whatever the client accepts.',
    remedy:
      'Have the function go by isBase64Encoded of each event, and set it in every binary answer.',
    cost: 'Nothing.',
    docs: guide('http-api-develop-integrations-lambda'),
    find: (api) => [
      ...(api.binaryMediaTypes.length > 0
        ? [{ detail: api.binaryMediaTypes.join(', '), place: api.place }]
        : []),
      ...routesWith(api, ({ integration }) => integration?.convertsContent && 'content handling'),
    ],
  },
  {
    id: 'compression',
    severity: 'rewrite',
    title: 'Compressed answers',
    looksAt: 'minimum compression size of the API',
    reason: 'An HTTP API neither compresses answers nor unpacks requests.',
    remedy: 'Compress in the function, or in CloudFront.',
    cost: 'Milliseconds of Lambda, or the transfer that is saved no more.',
    docs: guide('api-gateway-gzip-compression-decompression'),
    find: ({ minimumCompressionBytes, place }) =>
      minimumCompressionBytes === undefined
        ? []
        : [{ detail: `from ${minimumCompressionBytes} bytes`, place }],
  },
  {
    id: 'doubled-cors',
    severity: 'rewrite',
    title: 'CORS headers from function and API',
    looksAt: 'Lambda proxy integrations of paths that answer preflight requests',
    reason:
      'On a REST API the function adds the CORS headers to its answers. With CORS configured, an HTTP API adds its own and drops the function’s: origins that only the function allowed are refused.',
    remedy:
      'Configure CORS on the API with every origin, header and method that the function allows today, and take the headers out of the function.',
    cost: 'Nothing.',
    docs: guide('http-api-cors'),
    find: (api) =>
      routesWith(
        api,
        ({ cors, integration }) =>
          cors &&
          integration?.type === 'lambda-proxy' &&
          'its function adds CORS headers by itself',
      ),
  },
];
