import { type GatewayAnswer } from '../types.ts';
import { type MockIntegration } from './types.ts';

const ALLOW_ORIGIN = 'access-control-allow-origin';

/** What a mock integration answers, which is how Serverless Framework lets REST APIs answer preflight requests. */
export const mockAnswer = (
  { status, headers, body, allowedOrigins }: MockIntegration,
  origin: string | undefined,
): GatewayAnswer => ({
  status,
  headers: {
    'content-type': 'application/json',
    ...headers,
    ...(origin !== undefined &&
      allowedOrigins.some((allowed) => allowed.test(origin)) && { [ALLOW_ORIGIN]: origin }),
  },
  body,
});
