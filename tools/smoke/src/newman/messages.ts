import type { NewmanRequest, NewmanResponse, Property } from 'newman';
import type { Redaction } from './redact.ts';
import type { Message } from './smoke-run.ts';

/** Of a body, in characters; enough to see what is wrong. */
const MAX_BODY = 4_000;
/** Of a longer one the rest is not looked into: it is not shown. */
const MAX_READ = 64_000;
const TEXT = /^text\/|json|xml|urlencoded/;

/** What was asked, without secrets. */
export const requestMessage = (request: NewmanRequest, redact: Redaction): Message => ({
  start: redact.text(`${request.method} ${request.url.toString()}`),
  headers: headersOf(request.headers.all(), redact),
  body: shownOf(request.body?.toString() ?? '', redact),
});

/** What was answered, without secrets. */
export function answerMessage(response: NewmanResponse, redact: Redaction): Message {
  const headers = headersOf(response.headers.all(), redact);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/plain';
  return {
    start: `${response.code} ${response.status}`,
    headers,
    body: TEXT.test(type)
      ? shownOf(response.text(), redact)
      : `(${response.responseSize} bytes of ${type})`,
  };
}

const headersOf = (headers: readonly Property[], redact: Redaction): [string, string][] =>
  headers.map(({ key, value }) => [key, redact.header(key, String(value))]);

function shownOf(body: string, redact: Redaction): string {
  const text = redact.text(body.slice(0, MAX_READ));
  if (text.length <= MAX_BODY && body.length <= MAX_READ) return text;
  return `${text.slice(0, MAX_BODY)} … (${body.length} characters)`;
}
