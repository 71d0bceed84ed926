import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod/mini';
import type { Tokens } from '../domain/ports.ts';

const credentialsSchema = z.object({
  tokenUrl: z.url({ protocol: /^https?$/ }),
  clientId: z.string(),
  clientSecret: z.string(),
  scope: z.optional(z.string()),
  audience: z.optional(z.string()),
});

const grantSchema = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z._default(z.number(), 0),
});

/** A token that ends sooner is not used any more: the run may last as long. */
const MARGIN_MS = 60_000;

/** No endpoint asks who calls. */
export const noTokens: Tokens = { get: async () => undefined };

/**
 * Tokens by OAuth's client credentials (RFC 6749, 4.4), which are a SecureString of the Parameter Store. Kept until they
 * end; without the parameter there are none.
 */
export const createClientCredentials = (options: {
  ssm: SSMClient;
  parameter: string;
  timeoutMs: number;
  /** Milliseconds since 1970. */
  now: () => number;
}): Tokens => {
  const { ssm, parameter, timeoutMs, now } = options;
  let kept: { token: string; until: number } | undefined;

  const read = async () => {
    try {
      const command = new GetParameterCommand({ Name: parameter, WithDecryption: true });
      const { Parameter } = await ssm.send(command);
      return credentialsSchema.parse(JSON.parse(Parameter?.Value ?? ''));
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      // Its own message might quote the secret.
      if (error instanceof SyntaxError || error instanceof z.core.$ZodError)
        throw new Error(`${parameter} is no JSON with tokenUrl, clientId and clientSecret`);
      throw error;
    }
  };

  return {
    get: async () => {
      if (kept && now() < kept.until - MARGIN_MS) return kept.token;
      const credentials = await read();
      if (!credentials) return undefined;
      const { tokenUrl, clientId, clientSecret, scope, audience } = credentials;
      const basic = Buffer.from(
        `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`,
      ).toString('base64');
      const response = await fetch(tokenUrl, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          ...(scope !== undefined && { scope }),
          ...(audience !== undefined && { audience }),
        }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`${tokenUrl} answered ${response.status}`);
      const grant = grantSchema.parse(await response.json());
      kept = { token: grant.access_token, until: now() + grant.expires_in * 1000 };
      return kept.token;
    },
  };
};
