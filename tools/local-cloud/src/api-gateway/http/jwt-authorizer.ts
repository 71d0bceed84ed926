import {
  createLocalJWKSet,
  createRemoteJWKSet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { splitUrl } from '../request.ts';
import { type ApiGatewayOptions, type GatewayAnswer } from '../types.ts';
import { FORBIDDEN, unauthorized } from './answers.ts';
import { type Authorization, type HttpApiRoute, type JwtAuthorizer } from './types.ts';

/** HTTP APIs accept RSA signatures alone. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
const DISCOVERY_TIMEOUT_MS = 5_000;

const discoverySchema = z.object({ jwks_uri: z.url() });

/** Authorises requests by JWT: the caller's claims, or the answer that refuses the request. */
export const createJwtAuthorizer = (issuers: ApiGatewayOptions['issuers']) => {
  const keySets = new Map<string, Promise<JWTVerifyGetKey>>();

  const keysOf = (issuer: string): Promise<JWTVerifyGetKey> => {
    const known = keySets.get(issuer);
    if (known) return known;
    const local = issuers.find((one) => one.issuer === issuer);
    const found = local ? local.keys().then(createLocalJWKSet) : discover(issuer);
    keySets.set(issuer, found);
    found.catch(() => keySets.delete(issuer)); // asked again at the next request
    return found;
  };

  return async (
    { authorizationScopes = [] }: HttpApiRoute,
    authorizer: JwtAuthorizer,
    request: IncomingMessage,
  ): Promise<{ authorization: Authorization } | { refusal: GatewayAnswer }> => {
    const token = tokenOf(request, authorizer.identitySource);
    if (token === undefined) return { refusal: unauthorized() };
    try {
      const keys = await keysOf(authorizer.issuer);
      const { payload } = await jwtVerify(token, keys, {
        issuer: authorizer.issuer,
        algorithms: ALGORITHMS,
      });
      if (!isForAudience(payload, authorizer.audience)) return { refusal: invalidToken() };
      const scopes = scopesOf(payload);
      if (
        authorizationScopes.length > 0 &&
        !authorizationScopes.some((one) => scopes.includes(one))
      )
        return { refusal: FORBIDDEN };
      const claims = Object.fromEntries(
        Object.entries(payload).map(([name, value]) => [name, claimText(value)]),
      );
      const needed = authorizationScopes.length > 0 ? scopes : null;
      return { authorization: { claims, scopes: needed } };
    } catch {
      return { refusal: invalidToken() };
    }
  };
};

const invalidToken = () => unauthorized('error="invalid_token"');

const discover = async (issuer: string): Promise<JWTVerifyGetKey> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS),
  });
  const { jwks_uri } = discoverySchema.parse(await response.json());
  return createRemoteJWKSet(new URL(jwks_uri));
};

/** From `$request.header.<name>` or `$request.querystring.<name>`; `Bearer` may be left out. */
const tokenOf = (request: IncomingMessage, identitySource: string): string | undefined => {
  const [, place, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(identitySource) ?? [];
  const value =
    place === 'querystring'
      ? new URLSearchParams(splitUrl(request).query).get(name)
      : request.headers[name.toLowerCase()];
  const token = typeof value === 'string' ? value.replace(/^Bearer\s+/i, '').trim() : '';
  return token === '' ? undefined : token;
};

/** `client_id` counts only in a token without `aud`. */
const isForAudience = (payload: JWTPayload, audience: string[]): boolean => {
  const { aud = payload.client_id } = payload;
  const claimed: unknown[] = Array.isArray(aud) ? aud : [aud];
  return audience.some((one) => claimed.includes(one));
};

const scopesOf = ({ scope, scp }: JWTPayload): string[] => {
  const claim = scope ?? scp;
  if (typeof claim === 'string') return claim.split(' ').filter((one) => one !== '');
  return Array.isArray(claim) ? claim.filter((one) => typeof one === 'string') : [];
};

/** Claims reach the function as text, lists as `[a b]`. */
const claimText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
};
