import type { RestApi } from '../../model/rest-api.ts';
import { COMPARISON, guide, type Match, type Rule } from '../rule.ts';

const ofType = (api: RestApi, type: 'EDGE' | 'PRIVATE', detail: string): Match[] =>
  api.endpointTypes.includes(type) ? [{ detail, place: api.place }] : [];

/** Where an API is reached. */
export const endpointRules: Rule[] = [
  {
    id: 'edge-endpoint',
    severity: 'blocked',
    title: 'Edge-optimised endpoint',
    looksAt:
      'endpoint type of the API and of its custom domains; EDGE is what AWS and Serverless Framework take for those who say nothing',
    reason:
      'HTTP APIs are regional: requests do not enter AWS at the nearest edge location, and an edge-optimised custom domain does not lead to them.',
    remedy:
      'Accept a regional endpoint if the clients are near the region or latency allows; otherwise put a CloudFront distribution of your own in front.',
    cost: 'Regional: nothing. CloudFront: requests and transfer, not in the price book.',
    docs: COMPARISON,
    find: (api) => [
      ...ofType(
        api,
        'EDGE',
        api.endpointIsDefault ? 'EDGE, which nobody asked for: it is the default' : 'EDGE',
      ),
      ...api.domains
        .filter(({ endpointTypes }) => endpointTypes.includes('EDGE'))
        .map(({ name, place }) => ({ detail: `EDGE of ${name}`, place })),
    ],
  },
  {
    id: 'private-endpoint',
    severity: 'blocked',
    title: 'Private endpoint',
    looksAt: 'endpoint type PRIVATE, VPC endpoints of the API',
    reason:
      'HTTP APIs have public endpoints only: a VPC endpoint for execute-api does not lead to them.',
    remedy:
      'Keep the REST API, or put the function behind an internal Application Load Balancer or a VPC Lattice service.',
    cost: 'Load balancer hours and capacity units, not in the price book.',
    docs: guide('apigateway-private-apis'),
    find: (api) => ofType(api, 'PRIVATE', 'PRIVATE'),
  },
  {
    id: 'private-custom-domain',
    severity: 'blocked',
    title: 'Private custom domain',
    looksAt: 'custom domains of endpoint type PRIVATE',
    reason: 'Private custom domain names lead to private REST APIs only.',
    remedy: 'Keep the REST API, or name an internal load balancer in a private hosted zone.',
    cost: 'As for a private endpoint.',
    docs: guide('apigateway-private-custom-domains'),
    find: ({ domains }) =>
      domains
        .filter(({ endpointTypes }) => endpointTypes.includes('PRIVATE'))
        .map(({ name, place }) => ({ detail: name, place })),
  },
  {
    id: 'header-routing-rule',
    severity: 'blocked',
    title: 'Routing rules by header',
    looksAt: 'routing rules of custom domains with conditions on headers',
    reason:
      'Routing rules choose among REST APIs; a custom domain leads to an HTTP API by its path alone.',
    remedy:
      'Choose by path or by a domain of its own; or let a CloudFront function look at the header.',
    cost: 'A path or domain: nothing. CloudFront: not in the price book.',
    docs: guide('rest-api-routing-rules'),
    find: ({ domains }) =>
      domains
        .filter(({ routesByHeader }) => routesByHeader)
        .map(({ name, place }) => ({ detail: name, place })),
  },
  {
    id: 'enhanced-tls-policy',
    severity: 'blocked',
    title: 'Enhanced TLS policy',
    looksAt: 'security policies of API and custom domains beyond TLS_1_0 and TLS_1_2',
    reason:
      'HTTP APIs offer TLS 1.2 as AWS configures it; policies named SecurityPolicy_… are for REST APIs.',
    remedy: 'Accept TLS_1_2, or end TLS in a CloudFront distribution with the policy you need.',
    cost: 'TLS_1_2: nothing. CloudFront: not in the price book.',
    docs: guide('apigateway-security-policies'),
    find: ({ place, securityPolicy, domains }) =>
      [{ name: 'the API', place, securityPolicy }, ...domains].flatMap((each) =>
        each.securityPolicy?.startsWith('SecurityPolicy_')
          ? [{ detail: `${each.securityPolicy} of ${each.name}`, place: each.place }]
          : [],
      ),
  },
];
