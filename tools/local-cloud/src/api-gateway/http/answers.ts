import { type GatewayAnswer } from '../types.ts';

/** An answer of API Gateway itself: `{"message":"…"}`. */
const gatewayAnswer = (
  status: number,
  message: string,
  headers: Record<string, string> = {},
): GatewayAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
});

export const NOT_FOUND = gatewayAnswer(404, 'Not Found');
export const BAD_REQUEST = gatewayAnswer(400, 'Bad Request');
export const FORBIDDEN = gatewayAnswer(403, 'Forbidden');
export const TOO_LARGE = gatewayAnswer(413, 'Request Entity Too Large');
export const TOO_MANY_REQUESTS = gatewayAnswer(429, 'Too Many Requests');
export const INTERNAL_ERROR = gatewayAnswer(500, 'Internal Server Error');
export const UNAVAILABLE = gatewayAnswer(503, 'Service Unavailable');

/** `challenge` follows `Bearer` in the header, e.g. `error="invalid_token"`. */
export const unauthorized = (challenge = ''): GatewayAnswer =>
  gatewayAnswer(401, 'Unauthorized', { 'www-authenticate': `Bearer ${challenge}`.trim() });
