import { CommandError } from '@acado/command-line';
import type { WireRequest } from '../engine/connection.ts';
import type { ScenarioRequest, Variable } from './scenario.ts';
import { compile, type Template, TemplateError } from './template.ts';

/** Makes a request from what stands in a file. */
export type PreparedRequest = () => WireRequest;

/** Of the connection, not of the request: the engine says them itself. */
const OF_THE_ENGINE = new Set(['connection', 'content-length', 'transfer-encoding']);

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * @param baseUrl Of the target, which every request goes to.
 * @throws {CommandError} naming file and field.
 */
export function prepareRequest(
  request: ScenarioRequest,
  variables: Readonly<Record<string, Variable>>,
  baseUrl: string,
): PreparedRequest {
  const base = baseUrl.replace(/\/+$/, '');
  const known = { ...variables, baseUrl: base };
  const read = (field: string, text: string): Template => {
    try {
      return compile(text, known);
    } catch (error) {
      if (error instanceof TemplateError)
        throw new CommandError(`${request.at}.${field}: ${error.message}`);
      throw error;
    }
  };
  const url = read('path', request.url.startsWith('/') ? `${base}${request.url}` : request.url);
  const own = request.headers.filter(([name]) => !OF_THE_ENGINE.has(name.toLowerCase()));
  const headers = own.map(([name, value]) => {
    if (!TOKEN.test(name)) throw new CommandError(`${request.at}.headers: "${name}" is no name`);
    return [name.toLowerCase(), read(`headers.${name}`, value)] as const;
  });
  const body = request.body === undefined ? undefined : read('body', request.body);
  checkUrl(request, url(), base);

  return () => {
    const { pathname, search } = new URL(url());
    return {
      method: request.method,
      path: `${pathname}${search}`,
      // A line break would begin another header.
      headers: Object.fromEntries(
        headers.map(([name, value]) => [name, value().replace(/[\r\n]+/g, ' ')]),
      ),
      body: body?.(),
    };
  };
}

function checkUrl({ at }: ScenarioRequest, url: string, base: string): void {
  if (!URL.canParse(url))
    throw new CommandError(`${at}.path: expected a path such as /items, not "${url}"`);
  const { origin } = new URL(url);
  if (origin !== new URL(base).origin)
    throw new CommandError(
      `${at}.path: goes to ${origin}, but the load goes to ${base}: begin it with {{baseUrl}}`,
    );
}
