import { z } from 'zod';
import { flag, integer, noEffect, TAGS_REASON, text } from '../properties.ts';

export const apiProperties = z.strictObject({
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

export const stageProperties = z.strictObject({
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

export const integrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.enum(['1.0', '2.0']),
  TimeoutInMillis: integer.default(30_000),
  IntegrationMethod: noEffect('functions are always invoked by POST'),
  ConnectionType: noEffect('functions are on this machine'),
  Description: noEffect('a description'),
});

export const authorizerProperties = z.strictObject({
  ApiId: z.string(),
  Name: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.array(z.string()),
  JwtConfiguration: z.strictObject({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

export const routeProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: text.optional(),
  AuthorizationScopes: z.array(z.string()).optional(),
  OperationName: noEffect('a name'),
});
