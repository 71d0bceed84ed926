import { guide, type Rule, routesWith } from '../rule.ts';

/** Who may call an API, and how much. */
export const accessRules: Rule[] = [
  {
    id: 'waf',
    severity: 'blocked',
    title: 'AWS WAF',
    looksAt: 'web ACLs of the stages',
    reason: 'A web ACL can’t be put in front of an HTTP API.',
    remedy:
      'Put a CloudFront distribution with the web ACL in front, and let the API take only requests with a secret header that CloudFront adds (a Lambda authorizer checks it).',
    cost: 'CloudFront requests and transfer, and the web ACL as before: not in the price book.',
    docs: guide('apigateway-control-access-aws-waf'),
    find: ({ stages }) =>
      stages.flatMap(({ name, webAcl, place }) =>
        webAcl === undefined ? [] : [{ detail: `stage ${name}: ${webAcl}`, place }],
      ),
  },
  {
    id: 'client-certificate',
    severity: 'blocked',
    title: 'Client certificates for the backend',
    looksAt: 'client certificates of the stages',
    reason: 'An HTTP API does not show a certificate of its own to the backend.',
    remedy:
      'Reach the backend over a VPC link, or have it check a secret header that the integration adds.',
    cost: 'VPC link v2: no charge by itself; the load balancer behind it: not in the price book.',
    docs: guide('getting-started-client-side-ssl-authentication'),
    find: ({ stages }) =>
      stages.flatMap(({ name, clientCertificate, place }) =>
        clientCertificate ? [{ detail: `stage ${name}`, place }] : [],
      ),
  },
  {
    id: 'resource-policy',
    severity: 'blocked',
    title: 'Resource policy',
    looksAt: 'policy of the API',
    reason: 'HTTP APIs have no resource policies: no limits by address, VPC or foreign account.',
    remedy:
      'Foreign accounts: let them assume a role of yours and use IAM authorization. Addresses: a Lambda authorizer that looks at requestContext.http.sourceIp, or AWS WAF on a CloudFront distribution.',
    cost: 'A Lambda authorizer: one invocation per request that its cache does not answer.',
    docs: guide('apigateway-resource-policies'),
    find: ({ resourcePolicy }) =>
      resourcePolicy ? [{ detail: 'it has one', place: resourcePolicy }] : [],
  },
  {
    id: 'api-key',
    severity: 'blocked',
    title: 'API keys',
    looksAt: 'methods that require an API key (`private: true`)',
    reason: 'HTTP APIs know no API keys: x-api-key would be a header like any other.',
    remedy:
      'Give clients tokens (JWT authorizer, client credentials of a user pool), or let a Lambda authorizer look the key up and cache its decision.',
    cost: 'JWT authorizer: nothing. Lambda authorizer: one invocation per key and TTL, and the table it reads.',
    docs: guide('api-gateway-api-usage-plans'),
    find: (api) =>
      routesWith(
        api,
        ({ apiKeyRequired }) => apiKeyRequired && 'requires an API key',
        ({ place }) => place,
      ),
  },
  {
    id: 'usage-plan',
    severity: 'blocked',
    title: 'Usage plans',
    looksAt: 'usage plans of the API’s stages',
    reason: 'HTTP APIs limit rates per stage and route, never per client, and count no quota.',
    remedy:
      'Count per client in the authorizer or the function (a DynamoDB item per client and period), or rate rules of AWS WAF on CloudFront.',
    cost: 'One write unit of DynamoDB per request, or AWS WAF (not in the price book).',
    docs: guide('api-gateway-api-usage-plans'),
    find: ({ usagePlans }) =>
      usagePlans.map(({ name, throttled, quota, place }) => {
        const limits = [throttled && 'rate', quota && 'quota'].filter(Boolean).join(' and ');
        return {
          detail: `${name}: ${limits === '' ? 'API keys only' : `${limits} per client`}`,
          place,
        };
      }),
  },
  {
    id: 'sigv4a',
    severity: 'blocked',
    title: 'SigV4a signatures',
    looksAt: 'what `--uses sigv4a` says: no definition shows it',
    reason:
      'HTTP APIs verify SigV4, signatures for one region, not SigV4a, which several regions accept.',
    remedy: 'Sign for the region that the request goes to, or authorize with tokens.',
    cost: 'Nothing.',
    docs: guide('api-gateway-known-issues'),
    find: ({ features }) =>
      features
        .filter(({ feature }) => feature === 'sigv4a')
        .map(({ place }) => ({ detail: 'clients sign with SigV4a', place })),
  },
];
