import { type Answer, headerOf, textOf } from '../send/answer.ts';

const ID_HEADERS = ['x-amzn-requestid', 'x-amz-apigw-id', 'apigw-requestid'];
/** Shorter texts could be anything. */
const SHORTEST = 8;

/** What stands for the id that an API gave to a request, wherever the function repeats it. */
export const REQUEST_ID = '<request id>';

/** An answer with its own request's id replaced, in headers and in a body of text: every request has another one. */
export function withoutRequestIds(answer: Answer): Answer {
  const ids = ID_HEADERS.map((name) => headerOf(answer, name)).filter(
    (id): id is string => id !== undefined && id.length >= SHORTEST,
  );
  const text = textOf(answer);
  const isText = Buffer.compare(Buffer.from(text), answer.body) === 0;
  const replaced = (value: string): string =>
    ids.reduce((result, id) => result.replaceAll(id, REQUEST_ID), value);
  return {
    ...answer,
    headers: answer.headers.map(([name, value]) => [
      name,
      ID_HEADERS.includes(name) ? value : replaced(value),
    ]),
    body: isText && ids.some((id) => text.includes(id)) ? Buffer.from(replaced(text)) : answer.body,
  };
}
