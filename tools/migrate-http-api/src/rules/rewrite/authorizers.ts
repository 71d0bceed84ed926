import type { Authorizer } from '../../model/authorizer.ts';
import type { RestApi } from '../../model/rest-api.ts';
import { guide, type Match, type Rule, routesWith } from '../rule.ts';

/** Longest that an HTTP API waits for an authorizer. */
const LONGEST_SECONDS = 10;

/** A match for each route that an authorizer guards. */
const guarded = (
  api: RestApi,
  detail: (authorizer: Authorizer) => string | false | undefined,
): Match[] =>
  api.authorizers.flatMap((authorizer) =>
    routesWith(
      api,
      ({ authorization }) =>
        authorization.type === 'authorizer' &&
        authorization.authorizer === authorizer.id &&
        detail(authorizer),
      () => authorizer.place,
    ),
  );

/** Lambda authorizers. */
export const authorizerRules: Rule[] = [
  {
    id: 'token-authorizer',
    severity: 'rewrite',
    title: 'TOKEN authorizer',
    looksAt: 'authorizers of type TOKEN',
    reason:
      'HTTP APIs have REQUEST authorizers only: authorizationToken is missing, the token is a header of the request, and no expression checks it beforehand.',
    remedy:
      'Read the token from headers.authorization (identity source $request.header.Authorization), check its form in the function; or use a JWT authorizer if it is a JWT.',
    cost: 'JWT authorizer: nothing, and the function’s invocations are saved.',
    docs: guide('http-api-lambda-authorizer'),
    find: (api) =>
      guarded(
        api,
        ({ type, name, validation }) =>
          type === 'token' && `${name}${validation === undefined ? '' : `, checks ${validation}`}`,
      ),
  },
  {
    id: 'authorizer-response',
    severity: 'rewrite',
    title: 'Answer of a Lambda authorizer',
    looksAt: 'authorizers with a function',
    reason:
      'Format 1.0 answers with an IAM policy, whose ARN names another API now; format 2.0 may answer { isAuthorized, context }.',
    remedy:
      'Pin payload version 1.0 and build the policy from the event’s methodArn; or take 2.0 with simple responses.',
    cost: 'Nothing.',
    docs: guide('http-api-lambda-authorizer'),
    find: (api) =>
      guarded(api, ({ type, name }) => type !== 'cognito' && `${name} answers with a policy`),
  },
  {
    id: 'authorizer-cache',
    severity: 'rewrite',
    title: 'Cached decisions of a Lambda authorizer',
    looksAt: 'time to live and identity sources of authorizers with a function',
    reason:
      'A kept decision holds for the whole API and for one set of identity sources, of which there must be at least one; a policy for one route would refuse the next.',
    remedy:
      'Name the identity sources; add $context.routeKey to them where decisions differ by route, or answer for all routes at once.',
    cost: 'With $context.routeKey one invocation per caller, route and TTL.',
    docs: guide('http-api-lambda-authorizer'),
    find: (api) =>
      guarded(
        api,
        ({ type, name, ttlSeconds, identitySources }) =>
          type !== 'cognito' &&
          ttlSeconds > 0 &&
          `${name} keeps decisions ${ttlSeconds} s${identitySources.length === 0 ? ', without an identity source' : ''}`,
      ),
  },
  {
    id: 'authorizer-timeout',
    severity: 'rewrite',
    title: 'Slow Lambda authorizer',
    looksAt: 'time-outs of authorizers’ functions',
    reason: 'An HTTP API waits 10 s for an authorizer, and then answers 500.',
    remedy:
      'Give the function a time-out below 10 s, and make it fast: keep keys and clients between invocations.',
    cost: 'Nothing.',
    docs: guide('http-api-quotas'),
    find: (api) =>
      guarded(
        api,
        ({ name, functionTimeoutSeconds = 0 }) =>
          functionTimeoutSeconds > LONGEST_SECONDS &&
          `${name} may take ${functionTimeoutSeconds} s`,
      ),
  },
];
