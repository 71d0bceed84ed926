import type { Route } from '@acado/nx-serverless/services';
import type { Step } from './collection-file.ts';

/** Whether a path, which may have variables of its own, is one that a route takes: `/items/:id` for `/items/{id}`. */
export function isOn(route: Route, method: string, path: string): boolean {
  if (route.method !== method && route.method !== '*') return false;
  if (route.path === '*') return true;
  const segments = path.replace(/[?#].*$/, '').split('/');
  const expected = route.path.split('/');
  return (
    segments.length === expected.length &&
    expected.every((segment, at) => /^\{.+\}$/.test(segment) || segment === segments[at])
  );
}

const BASE = '{{baseUrl}}';

/** Routes that no request of a collection calls. */
export const uncovered = (routes: readonly Route[], steps: readonly Step[]): Route[] =>
  routes.filter(
    (route) =>
      !steps.some(
        ({ method, url }) => url.startsWith(BASE) && isOn(route, method, url.slice(BASE.length)),
      ),
  );
