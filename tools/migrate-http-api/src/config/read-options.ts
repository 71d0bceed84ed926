import { CommandError } from '@acado/command-line';
import type { ConfigOptions } from './options.ts';

/** Options about the new API, for `parseArgs`. */
export const CONFIG_OPTIONS = {
  audience: { type: 'string', multiple: true, default: [] as string[] },
  'authorizer-response': { type: 'string', default: 'policy' },
} as const;

export const CONFIG_USAGE = `  --audience <client id>   of a user pool, for JWT authorizers; may be repeated
  --authorizer-response <policy|simple>
                           what authorizers with a function answer: an IAM policy as today (payload 1.0), or
                           { isAuthorized } (payload 2.0) (default: policy)
`;

interface Values {
  audience: string[];
  'authorizer-response': string;
  payload?: string | undefined;
}

/**
 * What the options say. Without `--payload` functions keep the events that they know.
 *
 * @throws {CommandError} naming the option.
 */
export function readConfigOptions(values: Values): ConfigOptions {
  const { audience, 'authorizer-response': response, payload } = values;
  if (response !== 'policy' && response !== 'simple')
    throw new CommandError(`--authorizer-response: Expected policy or simple, not "${response}"`);
  return {
    payload: payload === '2.0' ? '2.0' : '1.0',
    authorizerResponse: response,
    audiences: audience,
  };
}
