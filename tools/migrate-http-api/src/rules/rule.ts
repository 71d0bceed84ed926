import type { Place } from '../model/place.ts';
import type { RestApi } from '../model/rest-api.ts';
import type { Route } from '../model/route.ts';
import { routeKey } from '../model/route.ts';
import type { Traffic } from '../traffic/traffic.ts';

/**
 * What a finding means: an HTTP API can't do it; it does it in another way; it does it within limits; it does it just so,
 * although people often believe otherwise.
 */
export type Severity = 'blocked' | 'rewrite' | 'quota' | 'note';

/** One item of the checklist. */
export interface Rule {
  /** Stable: `--accept` and reports name it. */
  id: string;
  severity: Severity;
  /** A quota that AWS does not raise. */
  fixed?: boolean;
  title: string;
  /** What of an API decides. */
  looksAt: string;
  reason: string;
  /** What to do instead. */
  remedy: string;
  /** What that costs. */
  cost: string;
  /** Page of AWS's documentation. */
  docs: string;
  find(api: RestApi, context: Context): Match[];
}

/** What is known beside the API's definition. */
export interface Context {
  /** Payload format that the functions are to get; absent when nobody has decided. */
  payload?: '1.0' | '2.0';
  traffic: Traffic;
}

/** Where a rule holds. */
export interface Match {
  /** `METHOD /path`; absent when it concerns every route. */
  route?: string;
  detail: string;
  place: Place;
}

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';

/** A page of API Gateway's developer guide. */
export const guide = (page: string): string => `${GUIDE}/${page}.html`;

/** The comparison of both kinds of API that AWS keeps. */
export const COMPARISON = guide('http-api-vs-rest');

/** A match for each route of which there is something to say. Preflight routes vanish, so nothing is said of them. */
export const routesWith = (
  api: RestApi,
  detail: (route: Route) => string | false | undefined,
  place: (route: Route) => Place = (route) => route.integration?.place ?? route.place,
): Match[] =>
  api.routes.flatMap((route) => {
    const text = !route.isPreflight && detail(route);
    return text ? [{ route: routeKey(route), detail: text, place: place(route) }] : [];
  });
