import type { Route } from '@acado/nx-serverless/services';
import { literal } from '../literal.ts';
import type { ScenarioRequest } from '../scenario/scenario.ts';

/** Keys of the functions that answer these requests, in the order of the routes. */
export function functionsBehind(
  routes: readonly Route[],
  requests: readonly Pick<ScenarioRequest, 'method' | 'url' | 'weight'>[],
): string[] {
  const reached = requests
    .filter(({ weight }) => weight > 0)
    .map((request) => functionBehind(routes, request));
  return [...new Set(routes.map(({ functionKey }) => functionKey))].filter((key) =>
    reached.includes(key),
  );
}

/** Key of the function that answers a request. */
export const functionBehind = (
  routes: readonly Route[],
  request: Pick<ScenarioRequest, 'method' | 'url'>,
): string | undefined => invokedIn(request) ?? bestRoute(routes, request)?.functionKey;

/** The key at the end of the name, in a path of Lambda's Invoke. */
const invokedIn = ({ url }: Pick<ScenarioRequest, 'url'>): string | undefined =>
  /\/functions\/[^/]*-(\w+)\/invocations$/.exec(url)?.[1];

/** As API Gateway decides: the most specific path, then the route's own method. */
function bestRoute(
  routes: readonly Route[],
  { method, url }: Pick<ScenarioRequest, 'method' | 'url'>,
): Route | undefined {
  const path = url.replace(/^\{\{\s*baseUrl\s*\}\}/, '').replace(/[?#].*$/, '');
  return routes
    .filter((route) => (isAny(route) || route.method === method) && patternOf(route).test(path))
    .sort((a, b) => parameters(a) - parameters(b) || Number(isAny(a)) - Number(isAny(b)))[0];
}

const isAny = ({ method }: Route): boolean => method === '*' || method === 'ANY';
const parameters = ({ path }: Route): number =>
  (path.match(/\{/g)?.length ?? 0) + (path.includes('+}') ? 100 : 0) + (path === '*' ? 1000 : 0);

function patternOf({ path }: Route): RegExp {
  if (path === '*') return /^/;
  const segments = path.split('/').map((segment) => {
    if (segment.endsWith('+}')) return '.+';
    return segment.startsWith('{') ? '[^/]+' : literal(segment);
  });
  return new RegExp(`^${segments.join('/')}/?$`);
}
