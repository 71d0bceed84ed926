import type { NewmanRequest, NewmanResponse, Property } from 'newman';
import type { Redaction } from './redact.ts';
import type { Message } from './smoke-run.ts';

/** Of a body, in characters; enough to see what is wrong. */
const MAX_BODY = 4_000;
const TEXT = /^text\/|json|xml|urlencoded/;

/** What was asked, without secrets. */
export const requestMessage = (request: NewmanRequest, redact: Redaction): Message => ({
  start: redact.text(`${request.method} ${request.url.toString()}`),
  headers: headersOf(request.headers.all(), redact),
  body: shortened(redact.text(request.body?.toString() ?? '')),
});

/** What was answered, without secrets. */
export function answerMessage(response: NewmanResponse, redact: Redaction): Message {
  const headers = headersOf(response.headers.all(), redact);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/plain';
  return {
    start: `${response.code} ${response.status}`,
    headers,
    body: TEXT.test(type)
      ? shortened(redact.text(response.text()))
      : `(${response.responseSize} bytes of ${type})`,
  };
}

const headersOf = (headers: readonly Property[], redact: Redaction): [string, string][] =>
  headers.map(({ key, value }) => [key, redact.header(key, String(value))]);

const shortened = (text: string): string =>
  text.length > MAX_BODY ? `${text.slice(0, MAX_BODY)} … (${text.length} characters)` : text;
