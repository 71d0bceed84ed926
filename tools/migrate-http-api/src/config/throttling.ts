import type { Stage } from '../model/stage.ts';

/** Limits of all stages, as properties of an HTTP API's stage; `undefined` when there are none. */
export function throttlingOf(stages: readonly Stage[]): Record<string, unknown> | undefined {
  const limited = stages
    .flatMap(({ methodSettings }) => methodSettings)
    .filter(({ rateLimit, burstLimit }) => rateLimit !== undefined || burstLimit !== undefined);
  if (limited.length === 0) return undefined;
  const limits = ({ rateLimit, burstLimit }: (typeof limited)[number]) => ({
    ...(rateLimit !== undefined && { ThrottlingRateLimit: rateLimit }),
    ...(burstLimit !== undefined && { ThrottlingBurstLimit: burstLimit }),
  });
  const all = limited.find(({ method, path }) => method === '*' && path === '*');
  const own = limited.filter(({ method, path }) => method !== '*' && path !== '*');
  return {
    ...(all && { DefaultRouteSettings: limits(all) }),
    ...(own.length > 0 && {
      RouteSettings: Object.fromEntries(
        own.map((each) => [`${each.method} ${each.path}`, limits(each)]),
      ),
    }),
  };
}
