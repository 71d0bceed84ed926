import { type HttpApiRoute } from './types.ts';

export type RouteMatch = { route: HttpApiRoute; pathParameters?: Record<string, string> };

type CompiledRoute = { route: HttpApiRoute; method: string; segments: string[]; rank: number[] };

/** Kinds of path segments, most specific first. */
const STATIC = 0;
const VARIABLE = 1;
const GREEDY = 2;

const kindOf = (segment: string): number => {
  if (!segment.startsWith('{')) return STATIC;
  return segment.endsWith('+}') ? GREEDY : VARIABLE;
};

/**
 * Selects the most specific route as API Gateway does: a static segment before a path variable before a greedy one,
 * then the method's own route before `ANY`, and `$default` when nothing else matches.
 *
 * @returns for a method and a still percent-encoded path the route, or `undefined`
 * @throws URIError when the path is not correctly percent-encoded
 */
export const createRouter = (routes: HttpApiRoute[]) => {
  const compiled = routes
    .filter(({ routeKey }) => routeKey !== '$default')
    .map(compileRoute)
    .sort(bySpecificity);
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');

  return (method: string, path: string): RouteMatch | undefined => {
    const segments = path.split('/').slice(1);
    for (const candidate of compiled) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const pathParameters = matchSegments(candidate.segments, segments);
      if (pathParameters)
        return {
          route: candidate.route,
          ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
        };
    }
    return fallback && { route: fallback };
  };
};

const compileRoute = (route: HttpApiRoute): CompiledRoute => {
  const [method = '', path = ''] = route.routeKey.split(' ');
  const segments = path.split('/').slice(1);
  return { route, method, segments, rank: segments.map(kindOf) };
};

const bySpecificity = (a: CompiledRoute, b: CompiledRoute): number => {
  for (let index = 0; index < Math.max(a.rank.length, b.rank.length); index++) {
    const difference = (a.rank[index] ?? GREEDY) - (b.rank[index] ?? GREEDY);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
};

const matchSegments = (
  pattern: string[],
  segments: string[],
): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    const kind = kindOf(expected);
    if (kind === STATIC) {
      if (expected !== segment && expected !== decodeURIComponent(segment)) return undefined;
      continue;
    }
    const value = kind === GREEDY ? segments.slice(index).join('/') : segment;
    if (value === '') return undefined;
    const name = expected.slice(1, kind === GREEDY ? -2 : -1);
    parameters[name] = decodeURIComponent(value);
    if (kind === GREEDY) return parameters;
  }
  return pattern.length === segments.length ? parameters : undefined;
};
