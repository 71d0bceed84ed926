import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { calculateJwkThumbprint, exportJWK, SignJWT } from 'jose';
import { type LocalIssuer } from './types.ts';

/** The issuer that templates name on the local stage; a name, not an address. */
export const LOCAL_ISSUER = 'https://issuer.acado.local';

/** Where the local cloud's AWS endpoint serves it. */
const MOUNT = '/_local/issuer';
const DEFAULT_LIFETIME_S = 3_600;
const MAX_FORM_BYTES = 64 * 1024;

/**
 * An OpenID issuer for tests on this machine. Anyone who can reach it may have any token: it binds to nothing itself,
 * and its key, kept in `stateDir`, is good for nothing but the local cloud.
 */
export const createLocalIssuer = ({ stateDir }: { stateDir: string }): LocalIssuer => {
  let loaded: Promise<{ privateKey: KeyObject; jwk: object; kid: string }> | undefined;
  const key = () => (loaded ??= loadKey(join(stateDir, 'issuer-key.pem')));
  const keys = async () => ({ keys: [(await key()).jwk] });

  const answer = async (request: IncomingMessage): Promise<[status: number, body: object]> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    switch (url.pathname) {
      case '/.well-known/openid-configuration': {
        const base = `http://${request.headers.host ?? 'localhost'}${MOUNT}`;
        return [
          200,
          {
            issuer: LOCAL_ISSUER,
            jwks_uri: `${base}/jwks.json`,
            token_endpoint: `${base}/token`,
            id_token_signing_alg_values_supported: ['RS256'],
          },
        ];
      }
      case '/jwks.json':
        return [200, await keys()];
      case '/token':
        return issueToken(await parametersOf(request, url));
      default:
        return [404, { error: 'not_found' }];
    }
  };

  const issueToken = async (parameters: URLSearchParams): Promise<[number, object]> => {
    const expiresInS = Number(parameters.get('expires_in') ?? DEFAULT_LIFETIME_S);
    if (!Number.isSafeInteger(expiresInS))
      return [400, { error: 'invalid_request', error_description: 'expires_in: whole seconds' }];
    const { privateKey, kid } = await key();
    const scope = parameters.get('scope') ?? undefined;
    const clientId = parameters.get('client_id') ?? undefined;
    const issuedAt = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ token_use: 'access', scope, client_id: clientId })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(LOCAL_ISSUER)
      .setSubject(parameters.get('sub') ?? 'local-user')
      .setAudience(parameters.get('aud') ?? parameters.get('audience') ?? 'acado')
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + expiresInS) // a negative lifetime makes an expired token to test with
      .sign(privateKey);
    return [200, { access_token: token, token_type: 'Bearer', expires_in: expiresInS, scope }];
  };

  const send = (response: ServerResponse, [status, body]: [number, object]): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  };

  return {
    issuer: LOCAL_ISSUER,
    keys,
    listener: (request, response) => {
      answer(request).then(
        (result) => send(response, result),
        () => send(response, [400, { error: 'invalid_request' }]),
      );
    },
  };
};

const parametersOf = async (request: IncomingMessage, url: URL): Promise<URLSearchParams> => {
  if (request.method !== 'POST') return url.searchParams;
  if (Number(request.headers['content-length'] ?? 0) > MAX_FORM_BYTES) throw new Error('too large');
  const form = new URLSearchParams(await text(request));
  return new URLSearchParams([...url.searchParams, ...form]);
};

const loadKey = async (file: string) => {
  const privateKey = readKey(file) ?? makeKey(file);
  const jwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, kid, jwk: { ...jwk, kid, alg: 'RS256', use: 'sig' } };
};

const readKey = (file: string): KeyObject | undefined => {
  try {
    return createPrivateKey(readFileSync(file));
  } catch {
    return undefined; // none yet, or unreadable: a new one makes old tokens invalid, no more
  }
};

const makeKey = (file: string): KeyObject => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return privateKey;
};
