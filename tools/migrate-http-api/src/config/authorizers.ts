import type { Authorizer } from '../model/authorizer.ts';
import { functionKey } from './function-key.ts';
import type { ConfigOptions } from './options.ts';

/** An authorizer of `provider.httpApi.authorizers`, or why there is none. */
export type AuthorizerConfig =
  { config: Record<string, unknown>; refusal?: undefined } | { refusal: string };

const SOURCES: Record<string, string> = {
  'method.request.header.': '$request.header.',
  'method.request.querystring.': '$request.querystring.',
  'stageVariables.': '$stageVariables.',
  'context.': '$context.',
};

/** `method.request.header.Authorization` is `$request.header.Authorization`. */
export function identitySource(source: string): string {
  const [prefix, replacement] = Object.entries(SOURCES).find(([known]) =>
    source.startsWith(known),
  ) ?? ['', ''];
  return replacement + source.slice(prefix.length);
}

/** What an authorizer of a REST API becomes. */
export const authorizerConfig = (
  authorizer: Authorizer,
  options: ConfigOptions,
): AuthorizerConfig =>
  authorizer.type === 'cognito' ? jwt(authorizer, options) : request(authorizer, options);

function jwt(
  { name, userPools, identitySources }: Authorizer,
  { audiences }: ConfigOptions,
): AuthorizerConfig {
  const [pool, ...others] = userPools;
  if (pool === undefined) return { refusal: `${name}: its user pool is not known` };
  if (others.length > 0)
    return {
      refusal: `${name}: a JWT authorizer has one issuer, not ${userPools.length} user pools`,
    };
  if (audiences.length === 0)
    return { refusal: `${name}: say --audience with the ids of the user pool's clients` };
  return {
    config: {
      type: 'jwt',
      identitySource: identitySource(identitySources[0] ?? 'method.request.header.Authorization'),
      issuerUrl: issuerOf(pool),
      audience: [...audiences],
    },
  };
}

/** The issuer of a user pool that is named by its ARN, or by what stands for it in the template. */
function issuerOf(pool: string): unknown {
  const [, region, id] = /^arn:[^:]+:cognito-idp:([^:]+):[^:]*:userpool\/(.+)$/.exec(pool) ?? [];
  if (id !== undefined) return `https://cognito-idp.${region}.amazonaws.com/${id}`;
  const [, logicalId] = /^\$\{([^.}]+)\.Arn\}$/.exec(pool) ?? [];
  return {
    'Fn::Sub': `https://cognito-idp.\${AWS::Region}.amazonaws.com/\${${logicalId ?? pool}}`,
  };
}

function request(
  { functionName, identitySources, ttlSeconds, name }: Authorizer,
  { authorizerResponse }: ConfigOptions,
): AuthorizerConfig {
  if (functionName === undefined) return { refusal: `${name}: its function is not known` };
  const isSimple = authorizerResponse === 'simple';
  const sources = identitySources.map(identitySource);
  // A simple answer says nothing of other routes, so it must not be kept for them.
  if (isSimple && ttlSeconds > 0) sources.push('$context.routeKey');
  const isArn = functionName.startsWith('arn:');
  return {
    config: {
      type: 'request',
      ...(isArn ? { functionArn: functionName } : { functionName: functionKey(functionName) }),
      ...(sources.length > 0 && { identitySource: sources }),
      payloadVersion: isSimple ? '2.0' : '1.0',
      enableSimpleResponses: isSimple,
      // Nothing is kept without an identity source.
      resultTtlInSeconds: identitySources.length === 0 ? 0 : ttlSeconds,
    },
  };
}
