export type Route = {
  /** `GET`, …, `ANY`. */
  method: string;
  /** `/items/{id}`, `/{proxy+}` */
  path: string;
};

export type RouteMatch<R> = { route: R; pathParameters?: Record<string, string> };

export type RouterOptions = {
  /** For a method that the most specific path lacks: `next path` tries the less specific ones, `none` ends there. */
  otherMethod: 'next path' | 'none';
  /** How path parameters are handed on. */
  parameters: 'decoded' | 'encoded';
};

type CompiledPath<R> = { segments: string[]; rank: number[]; byMethod: Map<string, R> };

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
 * then the method's own route before `ANY`.
 *
 * @returns for a method and a still percent-encoded path the route, or `undefined`
 * @throws URIError when the path is not correctly percent-encoded
 */
export const createRouter = <R extends Route>(
  routes: R[],
  { otherMethod, parameters }: RouterOptions,
) => {
  const compiled = compile(routes);
  const hand = parameters === 'decoded' ? decodeURIComponent : (text: string): string => text;

  return (method: string, path: string): RouteMatch<R> | undefined => {
    decodeURIComponent(path);
    const segments = path.split('/').slice(1);
    for (const candidate of compiled) {
      const matched = matchSegments(candidate.segments, segments);
      if (!matched) continue;
      const route = candidate.byMethod.get(method) ?? candidate.byMethod.get('ANY');
      if (!route && otherMethod === 'next path') continue;
      if (!route) return undefined;
      const values = Object.entries(matched).map(([name, value]) => [name, hand(value)] as const);
      return { route, ...(values.length > 0 && { pathParameters: Object.fromEntries(values) }) };
    }
    return undefined;
  };
};

const compile = <R extends Route>(routes: R[]): CompiledPath<R>[] => {
  const byPath = new Map<string, CompiledPath<R>>();
  for (const route of routes) {
    const segments = route.path.split('/').slice(1);
    const known = byPath.get(route.path);
    const entry = known ?? { segments, rank: segments.map(kindOf), byMethod: new Map<string, R>() };
    entry.byMethod.set(route.method, route);
    byPath.set(route.path, entry);
  }
  return [...byPath.values()].sort(bySpecificity);
};

const bySpecificity = (a: CompiledPath<unknown>, b: CompiledPath<unknown>): number => {
  for (let index = 0; index < Math.max(a.rank.length, b.rank.length); index++) {
    const difference = (a.rank[index] ?? GREEDY) - (b.rank[index] ?? GREEDY);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Path parameters, still percent-encoded. */
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
    parameters[expected.slice(1, kind === GREEDY ? -2 : -1)] = value;
    if (kind === GREEDY) return parameters;
  }
  return pattern.length === segments.length ? parameters : undefined;
};
