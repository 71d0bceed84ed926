import { type APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { HttpProblem } from './problems.ts';

/** What a handler answers: a body that is sent as JSON (none when absent), or bytes. */
export type HttpResult =
  | { status: number; headers?: Record<string, string>; body?: unknown; binary?: undefined }
  | { status: number; headers: Record<string, string>; binary: Uint8Array; body?: undefined };

type Response = APIGatewayProxyStructuredResultV2;

const lowerCaseKeys = (headers: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** A handler's answer as API Gateway wants it. Bytes travel as base64, which is all a Lambda answer can carry. */
export function toResponse(result: HttpResult): Response {
  const headers = lowerCaseKeys(result.headers);
  if (result.binary !== undefined) {
    const body = Buffer.from(result.binary).toString('base64');
    return { statusCode: result.status, headers, body, isBase64Encoded: true };
  }
  if (result.body === undefined) return { statusCode: result.status, headers, body: '' };
  return {
    statusCode: result.status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(result.body),
  };
}

/** A problem as `application/problem+json`. */
export function toProblemResponse(problem: HttpProblem, requestId: string): Response {
  const { title, status, detail, code, errors, headers } = problem;
  return {
    statusCode: status,
    headers: { ...lowerCaseKeys(headers), 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title, status, detail, code, requestId, errors }),
  };
}

/** What the client learns of an error that nobody expected: nothing. */
export const internalServerError = (): HttpProblem =>
  new HttpProblem(500, 'INTERNAL_SERVER_ERROR', 'The request could not be processed');
