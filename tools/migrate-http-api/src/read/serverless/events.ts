import type { Authorizer } from '../../model/authorizer.ts';
import type { Unread } from '../../model/place.ts';
import { type Route, routeKey } from '../../model/route.ts';
import { Cursor, isUnresolved } from '../cursor.ts';
import { readEventAuthorizer } from './authorizer.ts';
import { readEventCors } from './cors.ts';
import { readEventIntegration } from './integration.ts';

/** Where the rest of the configuration is, for the routes. */
export interface Events {
  routes: Route[];
  authorizers: Authorizer[];
}

/**
 * The `http` events of all functions.
 *
 * @param shared Authorizers among the service's resources.
 */
export function readEvents(at: Cursor, unread: Unread[], shared: readonly Authorizer[]): Events {
  const routes: Route[] = [];
  const authorizers = new Map(shared.map((each) => [each.id, each]));
  for (const [name, fn] of functionsOf(at)) {
    for (const event of fn.list('events')) {
      // An event may be a mere name, such as one that a plugin brings.
      if (isUnresolved(event.value)) event.expected('an event');
      if (typeof event.value !== 'object') continue;
      const http = event.get('http');
      if (!http.exists) continue;
      const own: Unread[] = [];
      const route = readEvent(new Cursor(http.value, http.place, own), name, at, authorizers);
      if (route) routes.push(route);
      unread.push(...own.map((each) => ({ ...each, ...(route && { route: routeKey(route) }) })));
    }
  }
  return { routes, authorizers: [...authorizers.values()] };
}

/** One map of functions, or a list of them. */
const functionsOf = (at: Cursor): [name: string, fn: Cursor][] => {
  const functions = at.get('functions');
  return Array.isArray(functions.value)
    ? functions.asList().flatMap((each) => each.entries())
    : functions.entries();
};

function readEvent(
  http: Cursor,
  functionName: string,
  service: Cursor,
  authorizers: Map<string, Authorizer>,
): Route | undefined {
  if (typeof http.value === 'string') {
    const [, method = 'ANY', path] = /^(\S+)\s+(\S+)$/.exec(http.value) ?? [];
    if (path === undefined) return http.expected('"METHOD /path"');
    return plain(http, method, path, functionName);
  }
  const method = http.text('method');
  const path = http.text('path');
  if (method === undefined || path === undefined) {
    http.complain('Expected a method and a path');
    return undefined;
  }
  const authorizerAt = http.get('authorizer');
  const { authorization, authorizer } = readEventAuthorizer(authorizerAt, service, authorizers);
  if (authorizer) authorizers.set(authorizer.id, authorizer);
  const integration = readEventIntegration(http, functionName, service);
  const route: Route = {
    ...plain(http, method, path, functionName),
    authorization,
    apiKeyRequired: http.flag('private'),
    ...readEventCors(http.get('cors'), method),
    ...(validates(http.get('request')) && {
      validation: { body: true, parameters: true, place: http.get('request').place },
    }),
    ...(integration && { integration }),
  };
  http.ignore('operationId');
  http.finish();
  return route;
}

/** Schemas or required parameters make the framework add a validator of everything. */
function validates(request: Cursor): boolean {
  const parameters = request
    .get('parameters')
    .entries()
    .flatMap(([, each]) => each.entries());
  const required = parameters.some(([, value]) =>
    typeof value.value === 'object'
      ? !value.get('required').exists || value.flag('required')
      : value.value !== false,
  );
  return request.get('schemas').exists || request.get('schema').exists || required;
}

function plain(http: Cursor, method: string, path: string, functionName: string): Route {
  for (const part of [method, path])
    if (isUnresolved(part)) http.complain(`Only a deployment decides what ${part} is`);
  return {
    method: method === '*' ? 'ANY' : method.toUpperCase(),
    path: `/${path.replace(/^\/|\/$/g, '')}`,
    place: http.place,
    authorization: { type: 'none' },
    apiKeyRequired: false,
    cors: false,
    isPreflight: false,
    integration: {
      ...{ type: 'lambda-proxy', place: http.place, functionName, streams: false, isAsync: false },
      ...{ templates: [], mapsParameters: false, convertsContent: false },
    },
  };
}
