import { COMPARISON, guide } from '../../rules/rule.ts';
import { headerOf } from '../send/answer.ts';
import { byHttpApi, byRestApi, messageOf } from './answered-by.ts';
import type { ExpectedDifference, Pair } from './expected-difference.ts';

/** What a REST API and an HTTP API say by themselves in one situation. */
interface Situation {
  id: string;
  title: string;
  reason: string;
  docs: string;
  rest: { status: number; errorType: string };
  http: number;
}

const GATEWAY_RESPONSES = guide('supported-gateway-response-types');
const TROUBLESHOOTING = guide('http-api-troubleshooting-lambda');

const SITUATIONS: readonly Situation[] = [
  {
    id: 'no-route',
    title: 'no such path or method',
    reason:
      'A REST API hides what it has behind 403 “Missing Authentication Token”; an HTTP API says 404 “Not Found”',
    docs: GATEWAY_RESPONSES,
    rest: { status: 403, errorType: 'MissingAuthenticationTokenException' },
    http: 404,
  },
  {
    id: 'unsigned',
    title: 'a request that should be signed and is not',
    reason:
      'Both refuse with 403; a REST API says “Missing Authentication Token”, an HTTP API “Forbidden”',
    docs: guide('http-api-access-control-iam'),
    rest: { status: 403, errorType: 'MissingAuthenticationTokenException' },
    http: 403,
  },
  {
    id: 'denied',
    title: 'a caller who may not',
    reason:
      'Both refuse with 403; a REST API names caller and resource, an HTTP API says “Forbidden”',
    docs: guide('http-api-access-control-iam'),
    rest: { status: 403, errorType: 'AccessDeniedException' },
    http: 403,
  },
  {
    id: 'unauthorized',
    title: 'a request without a valid token',
    reason:
      'Both refuse with 401; JWT authorizers add WWW-Authenticate, which tells clients what is wrong',
    docs: guide('http-api-jwt-authorizer'),
    rest: { status: 401, errorType: 'UnauthorizedException' },
    http: 401,
  },
  {
    id: 'body-too-large',
    title: 'a body over 10 MB, or over Lambda’s 6 MB',
    reason: 'Both refuse with 413, in other words',
    docs: guide('http-api-quotas'),
    rest: { status: 413, errorType: 'RequestTooLargeException' },
    http: 413,
  },
  {
    id: 'malformed-path',
    title: 'a path that is badly percent-encoded',
    reason: 'Both refuse with 400',
    docs: GATEWAY_RESPONSES,
    rest: { status: 400, errorType: 'BadRequestException' },
    http: 400,
  },
  {
    id: 'function-failed',
    title: 'a function that failed, or whose result is no answer',
    reason:
      'A REST API says 502 “Internal server error”, an HTTP API 500 “Internal Server Error”: look at clients and alarms that tell 502 from 500',
    docs: TROUBLESHOOTING,
    rest: { status: 502, errorType: 'InternalServerErrorException' },
    http: 500,
  },
  {
    id: 'not-invoked',
    title: 'a function that may not be invoked, or is gone',
    reason: 'Both say 500, spelt “Internal server error” and “Internal Server Error”',
    docs: TROUBLESHOOTING,
    rest: { status: 500, errorType: 'InternalServerErrorException' },
    http: 500,
  },
  {
    id: 'function-throttled',
    title: 'a function without free concurrency',
    reason: 'A REST API says 500, an HTTP API 503: clients that only repeat 503 do so now',
    docs: TROUBLESHOOTING,
    rest: { status: 500, errorType: 'InternalServerErrorException' },
    http: 503,
  },
  {
    id: 'integration-timeout',
    title: 'a function that takes too long',
    reason: 'A REST API gives up with 504 after 29 s, an HTTP API with 503 after 30 s',
    docs: COMPARISON,
    rest: { status: 504, errorType: 'InternalServerErrorException' },
    http: 503,
  },
];

const isIn = ({ rest, http }: Situation, { method, before, after }: Pair): boolean =>
  before.status === rest.status &&
  headerOf(before, 'x-amzn-errortype') === rest.errorType &&
  byRestApi(method, before) === 'gateway' &&
  after.status === http &&
  byHttpApi(method, after) === 'gateway';

const allowsOrigins = ({ headers }: Pair['before']): boolean =>
  headers.some(([name]) => name === 'access-control-allow-origin');

/** Preflight requests are answered by a mock integration of a REST API, and by an HTTP API itself. */
const preflight: ExpectedDifference = {
  id: 'preflight',
  title: 'a preflight request',
  reason:
    'HTTP APIs answer preflight requests themselves, with 204 and without a body; what they allow is compared',
  docs: guide('http-api-cors'),
  kind: 'gateway',
  explains: ({ method, before, after }, differences) => {
    const isPreflight =
      method === 'OPTIONS' && [before, after].every(allowsOrigins) && after.status === 204;
    if (!isPreflight || (before.status !== 200 && before.status !== 204)) return [];
    return differences.filter(({ field }) =>
      /^(status|header (content-type|content-length|vary)|body.*)$/.test(field),
    );
  },
};

/** Whether it was a preflight request that neither API needed a function for. */
export const isPreflight = ({ method, before, after }: Pair): boolean =>
  method === 'OPTIONS' &&
  [before, after].every((answer) => allowsOrigins(answer) && messageOf(answer) === undefined);

/** What both APIs answer by themselves, in other words. */
export const OWN_ANSWERS: readonly ExpectedDifference[] = [
  ...SITUATIONS.map((situation): ExpectedDifference => ({
    id: situation.id,
    title: situation.title,
    reason: situation.reason,
    docs: situation.docs,
    kind: 'gateway',
    explains: (pair, differences) =>
      isIn(situation, pair)
        ? differences.filter(({ field }) =>
            /^(status|body.*|header (content-length|www-authenticate))$/.test(field),
          )
        : [],
  })),
  preflight,
];
