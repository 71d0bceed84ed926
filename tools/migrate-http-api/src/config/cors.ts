import type { CorsSettings, Route } from '../model/route.ts';

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** `provider.httpApi.cors` for all routes together; `undefined` when none allows other origins. */
export function corsConfig(routes: readonly Route[]): Record<string, unknown> | undefined {
  const settings = routes.flatMap(({ cors, corsSettings }) =>
    cors && corsSettings ? [corsSettings] : [],
  );
  if (settings.length === 0) return undefined;
  const of = (part: (each: CorsSettings) => string[]) => unique(settings.flatMap(part));
  const ages = settings.flatMap(({ maxAge }) => maxAge ?? []);
  const origins = of((each) => each.origins);
  return {
    allowedOrigins: origins.includes('*') ? ['*'] : origins,
    allowedHeaders: of((each) => each.headers),
    allowedMethods: of((each) => each.methods),
    ...(settings.some(({ credentials }) => credentials) && { allowCredentials: true }),
    ...(ages.length > 0 && { maxAge: Math.min(...ages) }),
  };
}
