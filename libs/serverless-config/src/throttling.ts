import { at, resourcesOf, type Resources } from './template.ts';

export type Throttling = {
  /** Requests per second, steady. */
  rateLimit: number;
  /** Requests at once. */
  burstLimit: number;
};

/**
 * Caps every route of the stack's HTTP APIs; without a cap one client can use up the account's.
 *
 * @example
 * throttleHttpApis(template.Resources, { rateLimit: 100, burstLimit: 200 });
 */
export const throttleHttpApis = (resources: Resources, throttling: Throttling): void => {
  for (const [, stage] of resourcesOf(resources, 'AWS::ApiGatewayV2::Stage')) {
    stage.Properties = {
      ...stage.Properties,
      DefaultRouteSettings: {
        ...(at(stage.Properties, 'DefaultRouteSettings') ?? {}),
        ThrottlingRateLimit: throttling.rateLimit,
        ThrottlingBurstLimit: throttling.burstLimit,
      },
    };
  }
};
