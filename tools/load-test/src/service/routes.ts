import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { literal } from '../literal.ts';
import type { ScenarioRequest } from '../scenario/scenario.ts';
import type { Service } from './find-service.ts';

const route = z.union([
  z.string().transform((text) => {
    const [method = '', path = ''] = text.trim().split(/\s+/);
    return path === '' ? { method: '*', path: method } : { method, path };
  }),
  z.object({ method: z.string().default('*'), path: z.string() }),
]);
const eventSchema = z.union([
  z.object({ httpApi: route }).transform(({ httpApi }) => [httpApi]),
  z.object({ http: route }).transform(({ http }) => [http]),
  z.unknown().transform(() => []),
]);
const fileSchema = z.object({
  functions: z
    .record(z.string(), z.object({ events: z.array(eventSchema).catch([]) }).catch({ events: [] }))
    .catch({}),
});

/** A route of a service's API, and the key of its function. */
export interface Route {
  method: string;
  /** With parameters in braces: `/items/{id}`. */
  path: string;
  function: string;
}

/** @param root Absolute path of the workspace. */
export function routesOf(root: string, { folder }: Service): Route[] {
  const content: unknown = parse(readFileSync(join(root, folder, 'serverless.yml'), 'utf8'));
  return Object.entries(fileSchema.parse(content).functions).flatMap(([key, { events }]) =>
    events.flat().map(({ method, path }) => ({
      ...{ method: method.toUpperCase(), path: path.startsWith('/') ? path : `/${path}` },
      function: key,
    })),
  );
}

/** Keys of the functions that answer these requests, in the order of the routes. */
export function functionsBehind(
  routes: readonly Route[],
  requests: readonly Pick<ScenarioRequest, 'method' | 'url' | 'weight'>[],
): string[] {
  const reached = requests
    .filter(({ weight }) => weight > 0)
    .map((request) => bestRoute(routes, request)?.function);
  return [...new Set(routes.map((one) => one.function))].filter((key) => reached.includes(key));
}

/** As API Gateway decides: the most specific path, then the route's own method. */
function bestRoute(
  routes: readonly Route[],
  { method, url }: Pick<ScenarioRequest, 'method' | 'url'>,
): Route | undefined {
  const path = url.replace(/^\{\{\s*baseUrl\s*\}\}/, '').replace(/[?#].*$/, '');
  return routes
    .filter((route) => ['*', 'ANY', method].includes(route.method) && patternOf(route).test(path))
    .sort((a, b) => parameters(a) - parameters(b) || Number(isAny(a)) - Number(isAny(b)))[0];
}

const isAny = ({ method }: Route): boolean => (method !== '*' && method !== 'ANY' ? false : true);
const parameters = ({ path }: Route): number =>
  (path.match(/\{/g)?.length ?? 0) + (path.includes('+}') ? 100 : 0) + (path === '/*' ? 1000 : 0);

function patternOf({ path }: Route): RegExp {
  if (path === '/*') return /^/;
  const segments = path.split('/').map((segment) => {
    if (segment.endsWith('+}')) return '.+';
    return segment.startsWith('{') ? '[^/]+' : literal(segment);
  });
  return new RegExp(`^${segments.join('/')}/?$`);
}
