import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { HttpProblem } from './problems.ts';

/** What a handler answers: a body that is sent as JSON (none when absent), or bytes. */
export type HttpResult =
  | { status: number; headers?: Record<string, string>; body?: unknown; binary?: undefined }
  | { status: number; headers: Record<string, string>; binary: Uint8Array; body?: undefined };

type Response = APIGatewayProxyStructuredResultV2;

const hasContentType = (headers: Record<string, string>): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');

/** A handler's answer as API Gateway wants it. Bytes travel as base64, which is all a Lambda answer can carry. */
export function toResponse({ status, headers = {}, body, binary }: HttpResult): Response {
  if (binary !== undefined) {
    const base64 = Buffer.from(binary).toString('base64');
    return { statusCode: status, headers, body: base64, isBase64Encoded: true };
  }
  if (body === undefined) return { statusCode: status, headers, body: '' };
  return {
    statusCode: status,
    headers: hasContentType(headers) ? headers : { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** A problem as `application/problem+json`. */
export function toProblemResponse(problem: HttpProblem, requestId: string): Response {
  const { title, status, detail, code, errors, headers } = problem;
  return {
    statusCode: status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title, status, detail, code, requestId, errors }),
  };
}

/** What the client learns of an error that nobody expected: nothing. */
export const internalServerError = (): HttpProblem =>
  new HttpProblem(500, 'INTERNAL_SERVER_ERROR', 'The request could not be processed');
