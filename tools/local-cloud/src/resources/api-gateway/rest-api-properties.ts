import { z } from 'zod';
import { flag, integer, noEffect, TAGS_REASON, text, textMap } from '../properties.ts';

export const restApiProperties = z.strictObject({
  Name: z.string(),
  BinaryMediaTypes: z.array(z.string()).default([]),
  EndpointConfiguration: noEffect('the API is on this machine'),
  DisableExecuteApiEndpoint: noEffect('this machine has no other domain for the API'),
  Policy: noEffect('policies of APIs are not checked'),
  MinimumCompressionSize: noEffect('answers are not compressed'),
  ApiKeySourceType: noEffect('API keys are not checked, which methods report'),
  Description: noEffect('a description'),
  Tags: noEffect(TAGS_REASON),
});

export const resourceProperties = z.strictObject({
  RestApiId: z.string(),
  ParentId: z.string(),
  PathPart: z.string(),
});

const responseParameters = z.record(z.string(), z.unknown()).default({});
const templates = textMap.default({});

const integrationResponse = z.strictObject({
  StatusCode: text,
  SelectionPattern: z.string().default(''),
  ResponseParameters: responseParameters,
  ResponseTemplates: templates,
  ContentHandling: noEffect('a made-up body is text'),
});

export type IntegrationResponse = z.output<typeof integrationResponse>;

const integration = z.strictObject({
  Type: z.string(),
  Uri: z.string().optional(),
  TimeoutInMillis: integer.default(29_000),
  RequestTemplates: templates,
  IntegrationResponses: z.array(integrationResponse).default([]),
  IntegrationHttpMethod: noEffect('functions are always invoked by POST'),
  ConnectionType: noEffect('functions are on this machine'),
  PassthroughBehavior: noEffect('bodies reach functions as they are'),
  ContentHandling: noEffect('the binary media types of the API decide'),
  CacheKeyParameters: noEffect('answers are not cached'),
  CacheNamespace: noEffect('answers are not cached'),
  RequestParameters: noEffect('a proxy integration hands on everything'),
});

export type Integration = z.output<typeof integration>;

export const methodProperties = z.strictObject({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z.string().default('NONE'),
  ApiKeyRequired: flag.default(false),
  Integration: integration.optional(),
  AuthorizerId: noEffect('methods with an authorizer are refused, and reported'),
  AuthorizationScopes: noEffect('methods with an authorizer are refused, and reported'),
  RequestParameters: noEffect('only a request validator would check them'),
  MethodResponses: noEffect('what may be answered is not checked'),
  OperationName: noEffect('a name'),
});

export type MethodProperties = z.output<typeof methodProperties>;

const methodSettings = z
  .array(
    z.strictObject({
      ResourcePath: z.string().default('/*'),
      HttpMethod: z.string().default('*'),
      ThrottlingBurstLimit: integer.optional(),
      ThrottlingRateLimit: z.coerce.number().optional(),
      MetricsEnabled: noEffect('requests are measured by API and stage'),
      LoggingLevel: noEffect('execution is not logged'),
      DataTraceEnabled: noEffect('execution is not logged'),
      CachingEnabled: noEffect('answers are not cached'),
      CacheTtlInSeconds: noEffect('answers are not cached'),
      CacheDataEncrypted: noEffect('answers are not cached'),
    }),
  )
  .default([]);

const stageSettings = {
  Variables: textMap.optional(),
  MethodSettings: methodSettings,
  AccessLogSetting: noEffect('access is not logged'),
  TracingEnabled: noEffect('requests are not traced'),
  CacheClusterEnabled: noEffect('answers are not cached'),
  CacheClusterSize: noEffect('answers are not cached'),
  ClientCertificateId: noEffect('functions ask for no certificate'),
  DocumentationVersion: noEffect('a description'),
  Description: noEffect('a description'),
  Tags: noEffect(TAGS_REASON),
};

export const stageProperties = z.strictObject({
  RestApiId: z.string(),
  StageName: z.string(),
  DeploymentId: z.string().default(''),
  ...stageSettings,
});

export type StageProperties = z.output<typeof stageProperties>;

export const deploymentProperties = z.strictObject({
  RestApiId: z.string(),
  StageName: z.string().optional(),
  StageDescription: z
    .strictObject({
      ...stageSettings,
      ThrottlingBurstLimit: integer.optional(),
      ThrottlingRateLimit: z.coerce.number().optional(),
    })
    .default({ MethodSettings: [] }),
  Description: noEffect('a description'),
});
