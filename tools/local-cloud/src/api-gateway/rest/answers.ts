import { type GatewayAnswer } from '../types.ts';

/** An answer of API Gateway itself: `{"message":"…"}`, with the kind of error in a header. */
const gatewayAnswer = (status: number, message: string, errorType: string): GatewayAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': errorType },
  body: JSON.stringify({ message }),
});

export const BAD_REQUEST = gatewayAnswer(400, 'Bad Request', 'BadRequestException');
/** For a stage that the API does not have. */
export const FORBIDDEN = gatewayAnswer(403, 'Forbidden', 'ForbiddenException');
/** For a path or method that the API does not have, and for a missing signature. */
export const MISSING_TOKEN = gatewayAnswer(
  403,
  'Missing Authentication Token',
  'MissingAuthenticationTokenException',
);
export const BODY_TOO_LARGE = gatewayAnswer(
  413,
  'HTTP content length exceeded 10485760 bytes.',
  'RequestTooLargeException',
);
export const EVENT_TOO_LARGE = gatewayAnswer(413, 'Request Too Long', 'RequestTooLargeException');
export const TOO_MANY_REQUESTS = gatewayAnswer(
  429,
  'Too Many Requests',
  'TooManyRequestsException',
);

const internalError = (status: number): GatewayAnswer =>
  gatewayAnswer(status, 'Internal server error', 'InternalServerErrorException');

/** Lambda refused the invocation, or the API asks for what can't be. */
export const INTERNAL_ERROR = internalError(500);
/** The function failed or its result is no answer. */
export const BAD_GATEWAY = internalError(502);
export const TIMED_OUT = gatewayAnswer(
  504,
  'Endpoint request timed out',
  'InternalServerErrorException',
);

/** The signature is that of a caller who may not. */
export const accessDenied = (caller: string, resource: string, reason: string): GatewayAnswer => ({
  ...gatewayAnswer(403, '', 'AccessDeniedException'),
  body: JSON.stringify({
    Message: `User: ${caller} is not authorized to perform: execute-api:Invoke on resource: ${resource} ${reason}`,
  }),
});
