import { z } from 'zod';
import { methodSchema, pathSchema } from './fields.ts';
import type { Recording, RecordedRequest } from './recording.ts';

/** Names that formats of access logs give to the method and to the path as it was requested. */
const METHODS = ['httpMethod', 'method', 'requestMethod'];
const PATHS = ['path', 'requestPath', 'rawPath', 'uri'];
const COMMON_LOG = /"([A-Z]+) (\S+) HTTP\/[\d.]+"/;
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** A line of an access log, as far as it tells what was requested. */
export interface LoggedRequest {
  method: string;
  path: string;
}

const firstOf = (record: Record<string, unknown>, names: readonly string[]): unknown =>
  names.map((name) => record[name]).find((value) => value !== undefined);

/** Of a line in JSON; `undefined` when it is of something else. */
export function loggedInJson(content: unknown): LoggedRequest | undefined {
  const { data } = z.record(z.string(), z.unknown()).safeParse(content);
  if (!data || 'headers' in data) return undefined;
  return logged(firstOf(data, METHODS), firstOf(data, PATHS));
}

/** Of a line in the common log format. */
export function loggedInText(line: string): LoggedRequest | undefined {
  const [, method, path] = COMMON_LOG.exec(line) ?? [];
  return logged(method, path);
}

function logged(method: unknown, path: unknown): LoggedRequest | undefined {
  const { data } = z.object({ method: methodSchema, path: pathSchema }).safeParse({ method, path });
  return data;
}

/**
 * What can be sent again of an access log: API Gateway writes no headers, query strings and bodies there, and some
 * formats have `/orders/{id}` for the path.
 */
export function fromAccessLog(
  lines: readonly LoggedRequest[],
): Pick<Recording, 'requests' | 'notes'> {
  const bodies = lines.filter(({ method }) => WITH_BODY.includes(method));
  const templates = lines.filter(
    ({ method, path }) => !WITH_BODY.includes(method) && path.includes('{'),
  );
  const requests = lines
    .filter(({ method, path }) => !WITH_BODY.includes(method) && !path.includes('{'))
    .map(({ method, path }): RecordedRequest => {
      return { name: `${method} ${path}`, method, path, headers: [] };
    });
  const distinct = [...new Map(requests.map((request) => [request.name, request])).values()];
  return {
    requests: distinct,
    notes: [
      'access logs hold neither headers nor query strings: requests are sent without them',
      ...(bodies.length > 0
        ? [`${bodies.length} of POST, PUT and PATCH are left out: access logs hold no bodies`]
        : []),
      ...(templates.length > 0
        ? [
            `${templates.length} are left out, whose path is a resource path such as ${templates[0]!.path}: log $context.path`,
          ]
        : []),
      ...(distinct.length < requests.length
        ? [`${requests.length - distinct.length} repeat others and are left out`]
        : []),
    ],
  };
}
