import { type z } from 'zod';
import { type HttpApiDefinition, type HttpApiRoute } from '../../api-gateway/http/types.ts';
import { type ApiGateway, type Throttling } from '../../api-gateway/types.ts';
import { type CloudContext } from '../../context.ts';
import { type PortBook } from '../../ports.ts';
import { defineResource, type ResourceHandler } from '../handler.ts';
import { functionNameOf, shortId } from '../names.ts';
import { createApiParts, functionOfUri } from './api-parts.ts';
import {
  apiProperties,
  authorizerProperties,
  integrationProperties,
  routeProperties,
  stageProperties,
} from './http-api-properties.ts';

type ApiProperties = z.output<typeof apiProperties>;

export type ApiHandlers = {
  handlers: ResourceHandler[];
  /** Puts the APIs into service whose parts have changed; an API and its routes are several resources. */
  commit: () => Promise<void>;
};

/** HTTP APIs with Lambda proxy integrations and JWT authorizers. */
export const httpApiHandlers = (
  { region, accountId }: CloudContext,
  gateway: ApiGateway,
  ports: PortBook,
): ApiHandlers => {
  const apis = createApiParts<ApiProperties>(gateway, ports);
  const integrations = new Map<string, z.output<typeof integrationProperties>>();
  const authorizers = new Map<string, z.output<typeof authorizerProperties>>();
  const routes = new Map<string, z.output<typeof routeProperties>>();
  const throttling = new Map<string, Throttling>();
  const apiOf = ({ ApiId }: { ApiId: string }): string => ApiId;

  const routeOf = (route: z.output<typeof routeProperties>): HttpApiRoute[] => {
    const integration = integrations.get(route.Target.split('/').at(-1) ?? '');
    const authorizer = authorizers.get(route.AuthorizerId ?? '');
    if (!integration) return [];
    const { IntegrationUri, PayloadFormatVersion, TimeoutInMillis } = integration;
    return [
      {
        routeKey: route.RouteKey,
        functionName: functionOfUri(IntegrationUri) ?? functionNameOf(IntegrationUri),
        payloadFormatVersion: PayloadFormatVersion,
        timeoutMs: TimeoutInMillis,
        authorizationScopes: route.AuthorizationScopes,
        ...(route.AuthorizationType === 'JWT' &&
          authorizer && {
            authorizer: {
              kind: 'jwt',
              name: authorizer.Name,
              issuer: authorizer.JwtConfiguration.Issuer,
              audience: authorizer.JwtConfiguration.Audience,
              identitySource: authorizer.IdentitySource[0] ?? '$request.header.Authorization',
            },
          }),
      },
    ];
  };

  const definitionOf = (
    apiId: string,
    { Name, CorsConfiguration: cors }: ApiProperties,
  ): HttpApiDefinition => ({
    type: 'HTTP',
    apiId,
    name: Name,
    routes: [...routes.values()].filter(({ ApiId }) => ApiId === apiId).flatMap(routeOf),
    cors: cors && {
      allowOrigins: cors.AllowOrigins,
      allowHeaders: cors.AllowHeaders,
      allowMethods: cors.AllowMethods,
      exposeHeaders: cors.ExposeHeaders,
      maxAgeS: cors.MaxAge,
      allowCredentials: cors.AllowCredentials,
    },
    throttling: throttling.get(apiId),
  });

  const api = defineResource({
    type: 'AWS::ApiGatewayV2::Api',
    properties: apiProperties,
    put: async (properties, place) => {
      const apiId = shortId(place);
      const url = await apis.urlOf(apiId, place);
      apis.put(apiId, properties, place);
      return {
        physicalId: apiId,
        attributes: {
          ApiEndpoint: url,
          ApiId: apiId,
          Arn: `arn:aws:apigateway:${region}::/apis/${apiId}`,
          ExecuteArn: `arn:aws:execute-api:${region}:${accountId}:${apiId}`,
        },
        url,
      };
    },
    remove: (apiId) => apis.remove(apiId),
  });

  const stage = defineResource({
    type: 'AWS::ApiGatewayV2::Stage',
    properties: stageProperties,
    put: ({ ApiId, StageName, DefaultRouteSettings }) => {
      const { ThrottlingBurstLimit: burstLimit, ThrottlingRateLimit: rateLimit } =
        DefaultRouteSettings;
      if (burstLimit === undefined || rateLimit === undefined) throttling.delete(ApiId);
      else throttling.set(ApiId, { burstLimit, rateLimit });
      apis.touch(ApiId);
      return { physicalId: StageName, attributes: {} };
    },
  });

  return {
    handlers: [
      api,
      stage,
      apis.part({
        type: 'AWS::ApiGatewayV2::Integration',
        properties: integrationProperties,
        parts: integrations,
        apiOf,
        attribute: 'IntegrationId',
      }),
      apis.part({
        type: 'AWS::ApiGatewayV2::Authorizer',
        properties: authorizerProperties,
        parts: authorizers,
        apiOf,
        attribute: 'AuthorizerId',
      }),
      apis.part({
        type: 'AWS::ApiGatewayV2::Route',
        properties: routeProperties,
        parts: routes,
        apiOf,
        attribute: 'RouteId',
      }),
    ],
    commit: () => apis.commit(definitionOf),
  };
};
