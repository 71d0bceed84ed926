import { type z } from 'zod';
import { type RestApiDefinition, type RestApiMethod } from '../../api-gateway/rest/types.ts';
import { type ApiGateway } from '../../api-gateway/types.ts';
import { type CloudContext } from '../../context.ts';
import { type PortBook } from '../../ports.ts';
import { defineResource, type ResourcePlace } from '../handler.ts';
import { shortId } from '../names.ts';
import { createApiParts } from './api-parts.ts';
import { type ApiHandlers } from './http-api.ts';
import {
  deploymentProperties,
  type MethodProperties,
  methodProperties,
  resourceProperties,
  restApiProperties,
  type StageProperties,
  stageProperties,
} from './rest-api-properties.ts';
import { integrationOf } from './rest-integration.ts';
import { stageOf } from './rest-stage.ts';

type RestApiProperties = z.output<typeof restApiProperties>;

/** REST APIs with Lambda proxy and mock integrations. */
export const restApiHandlers = (
  { report }: CloudContext,
  gateway: ApiGateway,
  ports: PortBook,
): ApiHandlers => {
  const apis = createApiParts<RestApiProperties>(gateway, ports);
  const resources = new Map<string, z.output<typeof resourceProperties>>();
  const methods = new Map<string, MethodProperties>();
  /** Ids of the resources `/`, by API. */
  const roots = new Map<string, string>();
  /** By the id of the resource that brought it: a stage of its own, or a deployment. */
  const stages = new Map<string, StageProperties>();
  const apiOf = ({ RestApiId }: { RestApiId: string }): string => RestApiId;

  /** From the resource up to the root, which is no resource of the template. */
  const pathOf = (resourceId: string): string => {
    const resource = resources.get(resourceId);
    return resource ? `${pathOf(resource.ParentId)}/${resource.PathPart}` : '';
  };

  const methodOf = (method: MethodProperties): RestApiMethod => {
    const { ResourceId, HttpMethod, AuthorizationType } = method;
    const isKnown = AuthorizationType === 'NONE' || AuthorizationType === 'AWS_IAM';
    const reason = `authorizers of type ${AuthorizationType} do not exist here`;
    return {
      resourceId: ResourceId,
      path: pathOf(ResourceId) || '/',
      httpMethod: HttpMethod,
      authorization: isKnown ? AuthorizationType : 'NONE',
      integration: isKnown ? integrationOf(method.Integration) : { kind: 'unmodelled', reason },
    };
  };

  const reportMethod = (method: MethodProperties, { stack, logicalId }: ResourcePlace): void => {
    const { integration } = methodOf(method);
    const warn = (message: string) => report('warn', stack.stackName, `${logicalId}: ${message}`);
    if (integration.kind === 'unmodelled') warn(`${integration.reason}; it answers 500`);
    if (method.ApiKeyRequired) warn('API keys are not checked here');
  };

  const definitionOf = (apiId: string, properties: RestApiProperties): RestApiDefinition => {
    const { Name, BinaryMediaTypes } = properties;
    const entries = <V extends { RestApiId: string }>(parts: Map<string, V>): [string, V][] =>
      [...parts].filter(([, { RestApiId }]) => RestApiId === apiId);
    const own = <V extends { RestApiId: string }>(parts: Map<string, V>): V[] =>
      entries(parts).map(([, part]) => part);
    return {
      type: 'REST',
      apiId,
      name: Name,
      methods: own(methods).map(methodOf),
      stages: own(stages).map(stageOf),
      binaryMediaTypes: BinaryMediaTypes,
      description: {
        ...{ apiId, rootResourceId: roots.get(apiId) ?? '', properties },
        resources: entries(resources).map(([id, { ParentId, PathPart }]) => ({
          ...{ id, parentId: ParentId, pathPart: PathPart, path: pathOf(id) },
        })),
        methods: own(methods),
        stages: own(stages),
      },
    };
  };

  const restApi = defineResource({
    type: 'AWS::ApiGateway::RestApi',
    properties: restApiProperties,
    put: (properties, place) => {
      const apiId = shortId(place);
      apis.put(apiId, properties, place);
      const RootResourceId = shortId({ ...place, logicalId: `${place.logicalId}/` });
      roots.set(apiId, RootResourceId);
      return { physicalId: apiId, attributes: { RestApiId: apiId, RootResourceId } };
    },
    remove: (apiId) => apis.remove(apiId),
  });

  const putStage = async (
    resourceId: string,
    stage: StageProperties,
    place: ResourcePlace,
  ): Promise<string> => {
    stages.set(resourceId, stage);
    apis.touch(stage.RestApiId);
    return `${await apis.urlOf(stage.RestApiId, place)}/${stage.StageName}`;
  };

  const removeStage = (resourceId: string): void => {
    const stage = stages.get(resourceId);
    stages.delete(resourceId);
    if (stage) apis.touch(stage.RestApiId);
  };

  const deployment = defineResource({
    type: 'AWS::ApiGateway::Deployment',
    properties: deploymentProperties,
    put: async ({ RestApiId, StageName, StageDescription }, place) => {
      const physicalId = shortId(place);
      const attributes = { DeploymentId: physicalId };
      if (StageName === undefined) return { physicalId, attributes };
      const { ThrottlingBurstLimit, ThrottlingRateLimit, ...settings } = StageDescription;
      const forAll = {
        ...{ ResourcePath: '/*', HttpMethod: '*' },
        ...{ ThrottlingBurstLimit, ThrottlingRateLimit },
      };
      const stage = {
        ...settings,
        ...{ RestApiId, StageName, DeploymentId: physicalId },
        MethodSettings: [forAll, ...settings.MethodSettings],
      };
      return { physicalId, attributes, url: await putStage(physicalId, stage, place) };
    },
    // The framework names each deployment by the time of packaging.
    isRenamed: true,
    remove: removeStage,
  });

  const stage = defineResource({
    type: 'AWS::ApiGateway::Stage',
    properties: stageProperties,
    put: async (properties, place) => {
      const url = await putStage(shortId(place), properties, place);
      return { physicalId: properties.StageName, attributes: {}, url };
    },
    remove: (_stageName, place) => removeStage(shortId(place)),
  });

  return {
    handlers: [
      restApi,
      deployment,
      stage,
      apis.part({
        type: 'AWS::ApiGateway::Resource',
        properties: resourceProperties,
        parts: resources,
        apiOf,
        attribute: 'ResourceId',
      }),
      apis.part({
        type: 'AWS::ApiGateway::Method',
        properties: methodProperties,
        parts: methods,
        apiOf,
        attribute: 'MethodId',
        onPut: reportMethod,
      }),
    ],
    commit: () => apis.commit(definitionOf),
  };
};
