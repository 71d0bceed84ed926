import { z } from 'zod';
import {
  type HttpApiDefinition,
  type HttpApiGateway,
  type HttpApiRoute,
} from '../http-api/types.ts';
import { type CloudContext } from '../context.ts';
import { defineResource, type ResourceHandler, type ResourcePlace } from './handler.ts';
import { functionNameOf, shortId } from './names.ts';
import { flag, integer, noEffect, TAGS_REASON, text } from './properties.ts';
import { type PortBook } from '../ports.ts';

const apiProperties = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  CorsConfiguration: z
    .strictObject({
      AllowOrigins: z.array(z.string()).optional(),
      AllowHeaders: z.array(z.string()).optional(),
      AllowMethods: z.array(z.string()).optional(),
      ExposeHeaders: z.array(z.string()).optional(),
      MaxAge: integer.optional(),
      AllowCredentials: flag.optional(),
    })
    .optional(),
  Description: noEffect('a description'),
  DisableExecuteApiEndpoint: noEffect('this machine has no other domain for the API'),
  Tags: noEffect(TAGS_REASON),
});

const stageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: noEffect('changes take effect at once'),
  DefaultRouteSettings: z
    .strictObject({
      ThrottlingBurstLimit: integer.optional(),
      ThrottlingRateLimit: z.coerce.number().optional(),
      DetailedMetricsEnabled: noEffect('requests are not measured'),
    })
    .default({}),
  AccessLogSettings: noEffect('access is not logged'),
  Description: noEffect('a description'),
  Tags: noEffect(TAGS_REASON),
});

const integrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.enum(['1.0', '2.0']),
  TimeoutInMillis: integer.default(30_000),
  IntegrationMethod: noEffect('functions are always invoked by POST'),
  ConnectionType: noEffect('functions are on this machine'),
  Description: noEffect('a description'),
});

const authorizerProperties = z.strictObject({
  ApiId: z.string(),
  Name: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.array(z.string()),
  JwtConfiguration: z.strictObject({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

const routeProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: text.optional(),
  AuthorizationScopes: z.array(z.string()).optional(),
  OperationName: noEffect('a name'),
});

type Api = {
  properties: z.output<typeof apiProperties>;
  place: ResourcePlace;
  throttling?: HttpApiDefinition['throttling'];
  changed: boolean;
};
type Part<P extends { ApiId: string }> = Map<string, P>;

export type HttpApiHandlers = {
  handlers: ResourceHandler[];
  /** Puts the APIs into service whose parts have changed; an API and its routes are several resources. */
  commit: () => Promise<void>;
};

/** HTTP APIs with Lambda proxy integrations and JWT authorizers. */
export const httpApiHandlers = (
  { region, accountId }: CloudContext,
  gateway: HttpApiGateway,
  ports: PortBook,
): HttpApiHandlers => {
  const apis = new Map<string, Api>();
  const integrations: Part<z.output<typeof integrationProperties>> = new Map();
  const authorizers: Part<z.output<typeof authorizerProperties>> = new Map();
  const routes: Part<z.output<typeof routeProperties>> = new Map();

  const touch = (apiId: string): void => {
    const api = apis.get(apiId);
    if (api) api.changed = true;
  };

  /** A resource that only matters as a part of its API. */
  const part = <S extends z.ZodType<{ ApiId: string }>>(
    type: string,
    properties: S,
    parts: Part<z.output<S>>,
    attribute: string,
  ) =>
    defineResource({
      type,
      properties,
      put: (value, place) => {
        const physicalId = shortId(place);
        parts.set(physicalId, value);
        touch(value.ApiId);
        return { physicalId, attributes: { [attribute]: physicalId } };
      },
      remove: (physicalId) => {
        const apiId = parts.get(physicalId)?.ApiId;
        parts.delete(physicalId);
        if (apiId !== undefined) touch(apiId);
      },
    });

  const routeOf = (route: z.output<typeof routeProperties>): HttpApiRoute[] => {
    const integration = integrations.get(route.Target.split('/').at(-1) ?? '');
    const authorizer = authorizers.get(route.AuthorizerId ?? '');
    if (!integration) return [];
    // The URI is the function's ARN, or API Gateway's path around it.
    const functionArn = /arn:[^:/]+:lambda:[^/]*:function:[^/]*/.exec(integration.IntegrationUri);
    return [
      {
        routeKey: route.RouteKey,
        functionName: functionNameOf(functionArn?.[0] ?? integration.IntegrationUri),
        payloadFormatVersion: integration.PayloadFormatVersion,
        timeoutMs: integration.TimeoutInMillis,
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

  const definitionOf = (apiId: string, { properties, throttling }: Api): HttpApiDefinition => {
    const cors = properties.CorsConfiguration;
    return {
      apiId,
      name: properties.Name,
      routes: [...routes.values()].filter(({ ApiId }) => ApiId === apiId).flatMap(routeOf),
      cors: cors && {
        allowOrigins: cors.AllowOrigins,
        allowHeaders: cors.AllowHeaders,
        allowMethods: cors.AllowMethods,
        exposeHeaders: cors.ExposeHeaders,
        maxAgeS: cors.MaxAge,
        allowCredentials: cors.AllowCredentials,
      },
      throttling,
    };
  };

  const api = defineResource({
    type: 'AWS::ApiGatewayV2::Api',
    properties: apiProperties,
    put: async (properties, place) => {
      const apiId = shortId(place);
      const url = `http://127.0.0.1:${await ports.reserve(apiId, place.stack.service)}`;
      apis.set(apiId, { ...apis.get(apiId), properties, place, changed: true });
      return {
        physicalId: apiId,
        attributes: {
          ApiEndpoint: url,
          ApiId: apiId,
          Arn: `arn:aws:apigateway:${region}::/apis/${apiId}`,
          ExecuteArn: `arn:aws:execute-api:${region}:${accountId}:${apiId}`,
        },
      };
    },
    remove: async (apiId) => {
      apis.delete(apiId);
      await gateway.removeApi(apiId);
    },
  });

  const stage = defineResource({
    type: 'AWS::ApiGatewayV2::Stage',
    properties: stageProperties,
    put: ({ ApiId, StageName, DefaultRouteSettings }) => {
      const { ThrottlingBurstLimit: burstLimit, ThrottlingRateLimit: rateLimit } =
        DefaultRouteSettings;
      const owner = apis.get(ApiId);
      if (owner && burstLimit !== undefined && rateLimit !== undefined)
        owner.throttling = { burstLimit, rateLimit };
      touch(ApiId);
      return { physicalId: StageName, attributes: {} };
    },
  });

  return {
    handlers: [
      api,
      stage,
      part('AWS::ApiGatewayV2::Integration', integrationProperties, integrations, 'IntegrationId'),
      part('AWS::ApiGatewayV2::Authorizer', authorizerProperties, authorizers, 'AuthorizerId'),
      part('AWS::ApiGatewayV2::Route', routeProperties, routes, 'RouteId'),
    ],
    commit: async () => {
      for (const [apiId, entry] of apis) {
        if (!entry.changed) continue;
        await gateway.putApi(
          definitionOf(apiId, entry),
          await ports.reserve(apiId, entry.place.stack.service),
        );
        entry.changed = false;
      }
    },
  };
};
