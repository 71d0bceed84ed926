import type { Answer } from '../send/answer.ts';

/** An answer; a body that is no text and no bytes is JSON. */
export function anAnswer({
  status = 200,
  headers = {},
  body = '',
  ms = 1,
}: {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: unknown;
  ms?: number;
} = {}): Answer {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const all = { ...(!isRaw && { 'content-type': 'application/json' }), ...headers };
  return {
    ...{ status, ms },
    headers: Object.entries(all).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one] as const),
    ),
    body: Buffer.from(isRaw ? body : JSON.stringify(body)),
  };
}

/** What a REST API answers by itself. */
export const restRefusal = (status: number, errorType: string, message: string): Answer =>
  anAnswer({ status, headers: { 'x-amzn-errortype': errorType }, body: { message } });
