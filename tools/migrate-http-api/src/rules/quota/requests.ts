import type { RestApi } from '../../model/rest-api.ts';
import { guide, type Match, type Rule, routesWith } from '../rule.ts';

const QUOTAS = guide('http-api-quotas');
const KB_PER_MB = 1024;
const GATEWAY_KB = 10 * KB_PER_MB;
const LAMBDA_KB = 6 * KB_PER_MB;

/** What was said of the traffic is no part of any file of the API. */
const said = (api: RestApi, detail: string): Match[] => [
  { detail, place: { file: api.place.file, path: '(traffic)' } },
];

/** How large and how slow requests may be; goes by what was said of the traffic. */
export const requestQuotas: Rule[] = [
  {
    id: 'quota-headers',
    severity: 'quota',
    fixed: true,
    title: '10,240 bytes of request line and headers',
    looksAt: 'what `--header-bytes` says',
    reason: 'Request line and headers together are limited to 10,240 bytes.',
    remedy: 'Send less: smaller cookies and tokens, parameters in the body.',
    cost: 'Nothing.',
    docs: QUOTAS,
    find: (api, { traffic }) =>
      (traffic.headerBytes ?? 0) > 10_240 ? said(api, `${traffic.headerBytes} bytes`) : [],
  },
  {
    id: 'quota-payload',
    severity: 'quota',
    fixed: true,
    title: '10 MB payload, 6 MB with a function',
    looksAt: 'the largest body that `--body-kb` says, and what answers the route',
    reason:
      'A payload is at most 10 MB; an event of Lambda at most 6 MB, so binary bodies of 4.5 MB in base64.',
    remedy: 'Presigned URLs of S3 for large bodies.',
    cost: 'S3 requests in place of units of 512 KB.',
    docs: QUOTAS,
    find: (api, { traffic: { bodyKb = {} } }) => {
      const { mean = 0, p50 = 0, p90 = 0, p99 = 0, max = 0 } = bodyKb;
      const largest = Math.max(mean, p50, p90, p99, max);
      return routesWith(api, ({ integration }) => {
        const most = integration?.type.startsWith('lambda') ? LAMBDA_KB : GATEWAY_KB;
        return largest > most && `${largest} KB, of ${most} KB at most`;
      });
    },
  },
  {
    id: 'quota-timeout',
    severity: 'quota',
    fixed: true,
    title: '30 s',
    looksAt: 'what `--latency-ms` says of the slowest answer',
    reason: 'An HTTP API answers 503 after 30 s.',
    remedy: 'Answer 202 and work asynchronously.',
    cost: 'A queue or a state machine.',
    docs: QUOTAS,
    find: (api, { traffic }) =>
      (traffic.latencyMs ?? 0) > 30_000 ? said(api, `${traffic.latencyMs} ms`) : [],
  },
  {
    id: 'quota-audiences',
    severity: 'quota',
    fixed: true,
    title: '50 audiences per JWT authorizer',
    looksAt: 'what `--audiences` says (clients of the user pool)',
    reason: 'A JWT authorizer accepts at most 50 audiences.',
    remedy: 'Several authorizers, or a Lambda authorizer that looks the client up.',
    cost: 'Lambda authorizer: one invocation per token and TTL.',
    docs: QUOTAS,
    find: (api, { traffic }) =>
      (traffic.audiences ?? 0) > 50 ? said(api, `${traffic.audiences} audiences`) : [],
  },
  {
    id: 'quota-jwks',
    severity: 'quota',
    fixed: true,
    title: 'Key set of the issuer: 1,500 ms and 150,000 bytes',
    looksAt: 'what `--jwks-ms` and `--jwks-bytes` say',
    reason: 'A JWT authorizer gives up on an issuer whose key set is slower or larger.',
    remedy: 'A copy of the key set on CloudFront or S3 as issuer, or a Lambda authorizer.',
    cost: 'Some requests a day.',
    docs: QUOTAS,
    find: (api, { traffic: { jwks = {} } }) => {
      const { ms = 0, bytes = 0 } = jwks;
      const what = [ms > 1500 && `${ms} ms`, bytes > 150_000 && `${bytes} bytes`].filter(Boolean);
      return what.length > 0 ? said(api, what.join(', ')) : [];
    },
  },
];
