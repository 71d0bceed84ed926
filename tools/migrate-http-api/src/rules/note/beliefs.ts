import type { Authorizer } from '../../model/authorizer.ts';
import type { RestApi } from '../../model/rest-api.ts';
import { guide, type Match, type Rule, routesWith } from '../rule.ts';

const NOTHING = 'Nothing.';

/** Authorizers that some route uses. */
const used = (api: RestApi, accept: (authorizer: Authorizer) => boolean, detail: string): Match[] =>
  api.authorizers.filter(accept).flatMap(({ id, name, place }) =>
    routesWith(
      api,
      ({ authorization }) =>
        authorization.type === 'authorizer' &&
        authorization.authorizer === id &&
        `${name}: ${detail}`,
      () => place,
    ),
  );

/** What HTTP APIs do as well, although it is often said that they don't. */
export const beliefRules: Rule[] = [
  {
    id: 'mutual-tls',
    severity: 'note',
    title: 'Mutual TLS',
    looksAt: 'custom domains with mutual TLS',
    reason: 'HTTP APIs have it, with the same trust stores.',
    remedy: 'Map the same domain; disable the API’s own endpoint so that nobody goes around it.',
    cost: NOTHING,
    docs: guide('http-api-mutual-tls'),
    find: ({ domains }) =>
      domains
        .filter(({ mutualTls }) => mutualTls)
        .map(({ name, place }) => ({ detail: name, place })),
  },
  {
    id: 'iam-authorization',
    severity: 'note',
    title: 'IAM authorization',
    looksAt: 'methods with AWS_IAM',
    reason: 'Routes of HTTP APIs can require SigV4 and execute-api:Invoke.',
    remedy: 'authorizer: { type: aws_iam }; callers’ policies must name the new API’s ARN.',
    cost: NOTHING,
    docs: guide('http-api-access-control-iam'),
    find: (api) =>
      routesWith(
        api,
        ({ authorization }) => authorization.type === 'iam' && 'AWS_IAM',
        ({ place }) => place,
      ),
  },
  {
    id: 'lambda-authorizer',
    severity: 'note',
    title: 'Lambda authorizers',
    looksAt: 'authorizers with a function',
    reason: 'HTTP APIs have them; what changes are events, answers and caching.',
    remedy: 'See the findings on authorizers.',
    cost: NOTHING,
    docs: guide('http-api-lambda-authorizer'),
    find: (api) => used(api, ({ type }) => type !== 'cognito', 'a REQUEST authorizer'),
  },
  {
    id: 'cognito',
    severity: 'note',
    title: 'Cognito user pools',
    looksAt: 'authorizers of type COGNITO_USER_POOLS',
    reason:
      'A JWT authorizer verifies the tokens of a user pool: issuer is the pool, audiences are the ids of its clients.',
    remedy:
      'authorizer of type jwt with issuerUrl https://cognito-idp.<region>.amazonaws.com/<pool>; claims are in requestContext.authorizer.jwt.claims (format 2.0) or authorizer.claims (1.0).',
    cost: NOTHING,
    docs: guide('http-api-jwt-authorizer'),
    find: (api) => used(api, ({ type }) => type === 'cognito', 'a JWT authorizer'),
  },
  {
    id: 'alb-integration',
    severity: 'note',
    title: 'Private integration with an Application Load Balancer',
    looksAt: 'integrations over a VPC link to an Application Load Balancer',
    reason: 'HTTP APIs reach load balancers of both kinds, and Cloud Map, over VPC links v2.',
    remedy: 'The same link, with the listener’s ARN as integration URI.',
    cost: NOTHING,
    docs: guide('http-api-develop-integrations-private'),
    find: (api) =>
      routesWith(
        api,
        ({ integration }) =>
          integration?.vpcLink?.target === 'alb' && `link ${integration.vpcLink.id}`,
      ),
  },
  {
    id: 'custom-domain',
    severity: 'note',
    title: 'Custom domains',
    looksAt: 'custom domains in front of the API',
    reason: 'A regional custom domain can lead to REST and HTTP APIs, path by path.',
    remedy: 'Change the mapping: it is the switch, and the way back.',
    cost: NOTHING,
    docs: guide('http-api-custom-domain-names'),
    find: ({ domains }) =>
      domains.map(({ name, basePaths, place }) => ({
        detail: `${name} ${basePaths.map((path) => `/${path}`).join(', ')}`.trim(),
        place,
      })),
  },
  {
    id: 'dual-stack',
    severity: 'note',
    title: 'IPv6',
    looksAt: 'IP address type dualstack of the API',
    reason: 'HTTP APIs can be dual-stack, too.',
    remedy: 'IpAddressType: dualstack on the HTTP API.',
    cost: NOTHING,
    docs: guide('api-gateway-ip-address-type'),
    find: ({ dualStack, place }) => (dualStack ? [{ detail: 'dualstack', place }] : []),
  },
  {
    id: 'throttling',
    severity: 'note',
    title: 'Throttling',
    looksAt: 'rate and burst limits of stages and methods',
    reason:
      'Stages and routes of HTTP APIs have both limits; only limits per client need a usage plan.',
    remedy: 'DefaultRouteSettings and RouteSettings of the stage.',
    cost: NOTHING,
    docs: guide('http-api-throttling'),
    find: ({ stages }) =>
      stages.flatMap(({ name, methodSettings }) =>
        methodSettings
          .filter(
            ({ rateLimit, burstLimit }) => rateLimit !== undefined || burstLimit !== undefined,
          )
          .map(({ method, path, rateLimit, burstLimit, place }) => ({
            detail: `stage ${name}, ${method} ${path}: ${rateLimit ?? '–'} per second, ${burstLimit ?? '–'} at once`,
            place,
          })),
      ),
  },
  {
    id: 'cors',
    severity: 'note',
    title: 'CORS',
    looksAt: 'methods that only answer preflight requests',
    reason: 'HTTP APIs answer preflight requests by themselves, for the whole API.',
    remedy: 'One CORS configuration instead of an OPTIONS method per path.',
    cost: 'Less: nobody is asked and nothing is invoked.',
    docs: guide('http-api-cors'),
    find: ({ routes }) =>
      routes
        .filter(({ isPreflight }) => isPreflight)
        .map(({ method, path, place }) => ({
          route: `${method} ${path}`,
          detail: `answers preflight requests of ${path}`,
          place,
        })),
  },
  {
    id: 'parameter-mapping',
    severity: 'note',
    title: 'Mapping of parameters',
    looksAt: 'request and response parameters of integrations',
    reason: 'HTTP APIs map headers, query strings and paths, and the status of answers.',
    remedy:
      'RequestParameters and ResponseParameters (append:, overwrite:, remove:), e.g. overwrite:path.',
    cost: NOTHING,
    docs: guide('http-api-parameter-mapping'),
    find: (api) =>
      routesWith(api, ({ integration }) => integration?.mapsParameters && 'maps parameters'),
  },
];
