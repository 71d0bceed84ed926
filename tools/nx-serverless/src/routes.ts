import { z } from 'zod';

/** A method and a path that a function answers. */
export interface Route {
  /** Key of the function in `serverless.yml`. */
  functionKey: string;
  /** `GET`, or `*` for any. */
  method: string;
  /** `/items/{id}`, or `*` for any. */
  path: string;
}

const routeSchema = z.union([
  z.string().transform((text) => text.trim().split(/\s+/)),
  z
    .object({ method: z.string(), path: z.string() })
    .transform(({ method, path }) => [method, path]),
]);

const functionSchema = z.object({
  events: z.array(z.object({ httpApi: z.unknown(), http: z.unknown() }).partial()),
});

/** The routes of functions as they stand in a `serverless.yml`; what is no route is the framework's to refuse. */
export const routesOf = (functions: Record<string, unknown>): Route[] =>
  Object.entries(functions).flatMap(([functionKey, definition]) =>
    (functionSchema.safeParse(definition).data?.events ?? []).flatMap(({ httpApi, http }) => {
      const [method, path = '*'] = routeSchema.safeParse(httpApi ?? http).data ?? [];
      if (method === undefined) return [];
      const absolute = path === '*' || path.startsWith('/') ? path : `/${path}`;
      return [{ functionKey, method: method.toUpperCase(), path: absolute }];
    }),
  );
