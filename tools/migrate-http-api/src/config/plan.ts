import type { Analysis } from '../analyse/analyse.ts';
import { type Route, routeKey } from '../model/route.ts';
import { authorizerConfig } from './authorizers.ts';
import { corsConfig } from './cors.ts';
import { functionKey } from './function-key.ts';
import type { ConfigOptions } from './options.ts';
import { eventOf, httpPath, proxyResources } from './routes.ts';
import { stageOf } from './stage.ts';

/** A route that stays with the REST API, and why. */
export interface Refusal {
  route: string;
  why: string;
}

/** The HTTP API that takes the place of a REST API, in the words of Serverless Framework. */
export interface Plan {
  /** Of `provider`. */
  httpApi: Record<string, unknown>;
  /** By the key of the function. */
  functions: Record<
    string,
    { httpApi: { payload: string }; events: { httpApi: Record<string, unknown> }[] }
  >;
  /** What no event can say. */
  resources: Record<string, unknown>;
  /** Properties of the framework's own resources, for `resources.extensions`. */
  extensions: Record<string, unknown>;
  moved: Route[];
  refused: Refusal[];
  /** What somebody has to do by hand. */
  byHand: string[];
}

/** Plans the HTTP API for what can move. */
export function planOf(analysis: Analysis, options: ConfigOptions): Plan {
  const { api } = analysis;
  const refused: Refusal[] = [];
  const authorizers = new Map(
    api.authorizers.map((each) => [each.id, { each, made: authorizerConfig(each, options) }]),
  );
  const moved = analysis.routes.flatMap(({ route, verdict, key, findings }) => {
    const blockers = findings.filter((finding) => finding.verdict === 'blocked');
    const refuse = (why: string): [] => {
      refused.push({ route: key, why });
      return [];
    };
    if (route.isPreflight) return [];
    if (verdict === 'blocked')
      return refuse([...new Set(blockers.map(({ rule }) => rule.id))].join(', '));
    if (route.integration?.type === 'service')
      return refuse('write its integration with a subtype by hand');
    const { authorization, integration } = route;
    if (integration?.vpcLink)
      return refuse('lead it to the load balancer over a VPC link v2 by hand');
    if (integration?.type === 'http-proxy' && authorization.type === 'authorizer')
      return refuse('write its route and authorizer by hand: the framework has no event for it');
    if (authorization.type !== 'authorizer') return [route];
    const made = authorizers.get(authorization.authorizer)?.made;
    if (!made) return refuse(`there is no authorizer ${authorization.authorizer}`);
    return made.refusal === undefined ? [route] : refuse(made.refusal);
  });
  const nameOf = (id: string): string => authorizers.get(id)?.each.name ?? id;
  const used = new Set(
    moved.flatMap(({ authorization }) =>
      authorization.type === 'authorizer' ? [authorization.authorizer] : [],
    ),
  );
  const configs = [...authorizers].flatMap(([id, { each, made }]) =>
    used.has(id) && made.refusal === undefined ? [[each.name, made.config] as const] : [],
  );
  const cors = corsConfig(moved);
  const functions: Plan['functions'] = {};
  const resources: Plan['resources'] = {};
  for (const route of moved) {
    const name = route.integration?.functionName;
    if (name === undefined) Object.assign(resources, proxyResources(route, Object.keys(resources)));
    else {
      const fn = (functions[functionKey(name)] ??= {
        httpApi: { payload: options.payload },
        events: [],
      });
      fn.events.push({ httpApi: eventOf(route, nameOf) });
    }
  }
  return {
    httpApi: {
      ...(cors && { cors }),
      ...(configs.length > 0 && { authorizers: Object.fromEntries(configs) }),
    },
    ...{ functions, moved, refused, ...stageOf(api, resources, Object.keys(functions).length > 0) },
    byHand: byHandOf(analysis, moved),
  };
}

/** Rewrites that what is written does already. */
const BY_CONFIGURATION = ['payload-format', 'path-variable', 'authorizer-cache'];

/** HTTP APIs can do it, but it is not written. */
const NOT_WRITTEN = ['parameter-mapping'];

/** What is left to do, apart from what configuration does. */
function byHandOf({ findings }: Analysis, moved: readonly Route[]): string[] {
  const keys = new Set(moved.map(routeKey));
  const renamed = moved.filter(({ path }) => httpPath(path) !== path);
  const open = findings.filter(
    ({ verdict, rule, route }) =>
      (verdict === 'needs rewrite' || NOT_WRITTEN.includes(rule.id)) &&
      !BY_CONFIGURATION.includes(rule.id) &&
      (route === undefined || keys.has(route)),
  );
  return [
    ...renamed.map(
      ({ path }) => `${path} is ${httpPath(path)} now: read the new name in pathParameters`,
    ),
    ...[...new Map(open.map((finding) => [finding.rule.id, finding])).values()].map(
      ({ rule }) => `${rule.title}: ${rule.remedy}`,
    ),
  ];
}
