import { z } from 'zod';
import { type Answer, headerOf, textOf } from '../send/answer.ts';

/** Who made an answer up: the API itself, or what stands behind it. */
export type AnsweredBy = 'gateway' | 'function';

const message = z.union([
  z.strictObject({ message: z.string() }),
  z.strictObject({ Message: z.string() }),
]);

/** What HTTP APIs say by themselves. */
const HTTP_API_MESSAGES: Readonly<Record<number, readonly string[]>> = {
  400: ['Bad Request'],
  401: ['Unauthorized'],
  403: ['Forbidden'],
  404: ['Not Found'],
  413: ['Request Entity Too Large', 'Content Too Large'],
  429: ['Too Many Requests'],
  500: ['Internal Server Error'],
  503: ['Service Unavailable'],
};

/** The message of an answer that is nothing else. */
export function messageOf(answer: Answer): string | undefined {
  try {
    const { data } = message.safeParse(JSON.parse(textOf(answer)));
    return data && ('message' in data ? data.message : data.Message);
  } catch {
    return undefined;
  }
}

const isHead = (method: string, answer: Answer): boolean =>
  method === 'HEAD' && answer.body.length === 0;

/** Whether a REST API made an answer up: its own errors name their kind in a header. */
export const byRestApi = (method: string, answer: Answer): AnsweredBy =>
  headerOf(answer, 'x-amzn-errortype') !== undefined &&
  (isHead(method, answer) || messageOf(answer) !== undefined)
    ? 'gateway'
    : 'function';

/** Whether an HTTP API made an answer up: it says no more than the status does, which a function could say as well. */
export function byHttpApi(method: string, answer: Answer): AnsweredBy {
  const messages = HTTP_API_MESSAGES[answer.status] ?? [];
  const { length } = answer.body;
  const isOwn = isHead(method, answer)
    ? messages.some((text) => headerOf(answer, 'content-length') === String(text.length + 14))
    : length > 0 && messages.includes(messageOf(answer) ?? '');
  return isOwn && /^application\/json/.test(headerOf(answer, 'content-type') ?? '')
    ? 'gateway'
    : 'function';
}
