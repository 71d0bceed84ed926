import type { Answer } from '../send/answer.ts';
import { type Difference, difference } from './difference.ts';

/** Headers that are not compared, and why. */
export const IGNORED_HEADERS: Readonly<Record<string, string>> = {
  date: 'when it was answered',
  connection: 'of the connection',
  'keep-alive': 'of the connection',
  'transfer-encoding': 'of the connection',
  'content-length': 'follows from the body, which is compared; it is compared where there is none',
  'x-amzn-requestid': 'the request’s id at a REST API',
  'x-amz-apigw-id': 'the request’s second id at a REST API',
  'x-amzn-trace-id': 'X-Ray’s id of the request',
  'x-amzn-errortype': 'the kind of a REST API’s own refusal: HTTP APIs do not send it',
  'apigw-requestid': 'the request’s id at an HTTP API',
  via: 'CloudFront before an edge-optimised API',
  'x-cache': 'CloudFront before an edge-optimised API',
  'x-amz-cf-id': 'CloudFront before an edge-optimised API',
  'x-amz-cf-pop': 'CloudFront before an edge-optimised API',
};

/** Where the headers of two answers differ. */
export function compareHeaders(before: Answer, after: Answer): Difference[] {
  const [first, second] = [grouped(before), grouped(after)];
  // Answers to HEAD have nothing else to show for their bodies.
  const isEmpty = before.body.length === 0 && after.body.length === 0;
  return [...new Set([...first.keys(), ...second.keys()])]
    .sort()
    .filter((name) => (isEmpty && name === 'content-length') || !(name in IGNORED_HEADERS))
    .flatMap((name) => difference(`header ${name}`, first.get(name), second.get(name)));
}

/** Values of a name that comes several times, as one; cookies in any order. */
function grouped({ headers }: Answer): Map<string, string> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of headers)
    groups.set(name, [...(groups.get(name) ?? []), value.trim()]);
  return new Map(
    [...groups].map(([name, values]) => [
      name,
      name === 'set-cookie' ? values.sort().join('; and ') : values.join(', '),
    ]),
  );
}
