import type { RestApi } from '../model/rest-api.ts';
import { throttlingOf } from './throttling.ts';

/**
 * The stage with its limits. The framework makes API and stage as soon as a function has an `httpApi` event, and they are
 * extended; without one they are resources like the routes.
 */
export function stageOf(
  { name, stages }: RestApi,
  routes: Record<string, unknown>,
  isFrameworks: boolean,
): { resources: Record<string, unknown>; extensions: Record<string, unknown> } {
  const limits = throttlingOf(stages);
  if (isFrameworks || Object.keys(routes).length === 0)
    return {
      resources: routes,
      extensions: limits ? { HttpApiStage: { Properties: limits } } : {},
    };
  return {
    resources: {
      HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: name, ProtocolType: 'HTTP' } },
      HttpApiStage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: {
          ApiId: { Ref: 'HttpApi' },
          StageName: '$default',
          AutoDeploy: true,
          ...limits,
        },
      },
      ...routes,
    },
    extensions: {},
  };
}
