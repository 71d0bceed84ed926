import type { Stage } from '../model/stage.ts';

/** Limits of the first stage that has some, as properties of the framework's stage. */
export function throttlingOf(stages: readonly Stage[]): Record<string, unknown> {
  const limited = stages
    .flatMap(({ methodSettings }) => methodSettings)
    .filter(({ rateLimit, burstLimit }) => rateLimit !== undefined || burstLimit !== undefined);
  if (limited.length === 0) return {};
  const limits = ({ rateLimit, burstLimit }: (typeof limited)[number]) => ({
    ...(rateLimit !== undefined && { ThrottlingRateLimit: rateLimit }),
    ...(burstLimit !== undefined && { ThrottlingBurstLimit: burstLimit }),
  });
  const all = limited.find(({ method, path }) => method === '*' && path === '*');
  const own = limited.filter(({ method, path }) => method !== '*' && path !== '*');
  return {
    HttpApiStage: {
      Properties: {
        ...(all && { DefaultRouteSettings: limits(all) }),
        ...(own.length > 0 && {
          RouteSettings: Object.fromEntries(
            own.map((each) => [`${each.method} ${each.path}`, limits(each)]),
          ),
        }),
      },
    },
  };
}
