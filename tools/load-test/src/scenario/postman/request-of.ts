import { CommandError } from '@acado/command-line';
import { literal } from '../../literal.ts';
import { METHODS } from '../load-file.ts';
import type { Expectation, ScenarioRequest } from '../scenario.ts';
import type { Auth, PostmanRequest } from './collection-schema.ts';

type Header = readonly [name: string, value: string];

/** A request of a collection, with the authorization that is in force for it. */
export interface Found {
  name: string;
  request: PostmanRequest;
  auth: Auth;
  /** Its tests. */
  script: string;
  /** Where it stands. */
  at: string;
}

/** @throws {CommandError} naming what a load can not send. */
export function requestOf({ name, request, auth, script, at }: Found): ScenarioRequest {
  const method = METHODS.find((one) => one === request.method.toUpperCase());
  if (!method)
    throw new CommandError(
      `${at}.request.method: "${request.method}" can not be sent; there are ${METHODS.join(', ')}`,
    );
  const { content, type } = bodyOf(request.body, at);
  const headers: Header[] = [
    ...request.header
      .filter(({ disabled }) => !disabled)
      .map(({ key, value }) => [key, value] as const),
    ...authorizationOf(auth, at),
  ];
  const hasType = headers.some(([key]) => key.toLowerCase() === 'content-type');
  if (type !== undefined && !hasType) headers.push(['content-type', type]);
  const url = urlOf(request.url);
  return {
    ...{ name: name || `${method} ${url}`, method, url, headers, body: content },
    ...{ weight: 1, expect: expectationOf(script), at: `${at}.request` },
  };
}

/** `pm.response.to.have.status(201)`, the usual way to say it; without any, success. */
function expectationOf(script: string): Expectation {
  const named = [...script.matchAll(/\.status\((\d{3})\)/g)].map(([, status]) => Number(status));
  return named.length > 0 ? named : ['2xx'];
}

/** `:id` in a path is a variable of the request itself. */
function urlOf(url: PostmanRequest['url']): string {
  if (typeof url === 'string') return url;
  return url.variable.reduce(
    (raw, { key, value }) =>
      raw.replaceAll(new RegExp(`/:${literal(key)}(?=[/?#]|$)`, 'g'), () => `/${value}`),
    url.raw,
  );
}

function authorizationOf(auth: Auth, at: string): Header[] {
  if (!auth || auth.type === 'noauth') return [];
  const value = (values: readonly { key: string; value: string }[], key: string): string =>
    values.find((one) => one.key === key)?.value ?? '';
  if (auth.type === 'bearer') return [['authorization', `Bearer ${value(auth.bearer, 'token')}`]];
  if (auth.type === 'apikey' && value(auth.apikey, 'in') !== 'query')
    return [[value(auth.apikey, 'key'), value(auth.apikey, 'value')]];
  throw new CommandError(
    `${at}.request.auth: "${auth.type}" is not supported; bearer and apikey (in a header) are`,
  );
}

function bodyOf(body: PostmanRequest['body'], at: string): { content?: string; type?: string } {
  if (!body?.mode || body.disabled) return {};
  if (body.mode === 'raw') {
    const isJson = body.options?.raw.language === 'json';
    return { content: body.raw ?? '', ...(isJson && { type: 'application/json' }) };
  }
  if (body.mode === 'urlencoded') {
    const fields = body.urlencoded.filter(({ disabled }) => !disabled);
    // Not encoded here: that would take the braces of placeholders with it.
    const content = fields.map(({ key, value }) => `${key}=${value}`).join('&');
    return { content, type: 'application/x-www-form-urlencoded' };
  }
  if (body.mode === 'graphql') {
    const { query = '', variables = '' } = body.graphql ?? {};
    // The variables are JSON as it stands, with placeholders that may be no JSON yet.
    const content = `{"query":${JSON.stringify(query)},"variables":${variables.trim() || '{}'}}`;
    return { content, type: 'application/json' };
  }
  throw new CommandError(
    `${at}.request.body.mode: "${body.mode}" is not supported; raw, urlencoded and graphql are`,
  );
}
