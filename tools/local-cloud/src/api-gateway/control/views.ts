import { isMap, mapOf, renamed, textOf } from './rename.ts';
import { type HttpApiDescription, type Properties, type RestApiDescription } from './types.ts';

/** Tags are a list in CloudFormation and a map here. */
const tagsOf = (tags: unknown): Record<string, string> =>
  Object.fromEntries(
    Array.isArray(tags)
      ? tags.filter(isMap).map(({ Key, Value }) => [textOf(Key), textOf(Value)])
      : [],
  );

/** A policy is text in which API Gateway escapes the quotes once more than CloudFormation. */
const policyOf = (policy: unknown): string | undefined =>
  isMap(policy) ? JSON.stringify(policy) : textOf(policy) || undefined;

/** On this machine an API is at a port. */
export const httpApiView = ({ apiId, name, url }: HttpApiDescription) => ({
  ...{ apiId, name, apiEndpoint: url, protocolType: 'HTTP' },
  routeSelectionExpression: '${request.method} ${request.path}',
});

export const restApiView = ({ apiId, rootResourceId, properties }: RestApiDescription) => {
  const { Name, Tags, Policy, EndpointConfiguration, ApiKeySourceType, ...others } = properties;
  return {
    id: apiId,
    name: Name,
    rootResourceId,
    apiKeySource: ApiKeySourceType ?? 'HEADER',
    // What AWS takes for an API that says nothing.
    endpointConfiguration: renamed(EndpointConfiguration ?? { Types: ['EDGE'] }),
    disableExecuteApiEndpoint: false,
    tags: tagsOf(Tags),
    policy: policyOf(Policy),
    ...mapOf(renamed(others)),
  };
};

/** Lists of responses become maps by their status. */
const byStatus = (responses: unknown): Record<string, unknown> | undefined => {
  if (!Array.isArray(responses) || responses.length === 0) return undefined;
  return Object.fromEntries(
    responses.filter(isMap).map((response) => [textOf(response.StatusCode), renamed(response)]),
  );
};

export const methodView = (method: Properties) => {
  const { Integration, MethodResponses, ResourceId, RestApiId, ...others } = method;
  void [ResourceId, RestApiId];
  const { IntegrationHttpMethod, IntegrationResponses, ...integration } = mapOf(Integration);
  return {
    ...mapOf(renamed(others)),
    methodResponses: byStatus(MethodResponses),
    methodIntegration: isMap(Integration)
      ? {
          ...mapOf(renamed(integration)),
          httpMethod: IntegrationHttpMethod,
          integrationResponses: byStatus(IntegrationResponses),
        }
      : undefined,
  };
};

/** @param embed Whether the methods come with their settings, or by name alone. */
export const resourceViews = (api: RestApiDescription, embed: boolean) => {
  const root = { id: api.rootResourceId, path: '/' };
  return [root, ...api.resources].map((resource) => {
    const methods = api.methods.filter(({ ResourceId }) => ResourceId === resource.id);
    const views = methods.map((method) => [
      textOf(method.HttpMethod),
      embed ? methodView(method) : {},
    ]);
    return {
      ...resource,
      ...(methods.length > 0 && { resourceMethods: Object.fromEntries(views) as unknown }),
    };
  });
};

/** Settings are a list in CloudFormation, and a map by path and method here. */
const methodSettingsOf = (settings: unknown): Record<string, unknown> =>
  Object.fromEntries(
    (Array.isArray(settings) ? settings.filter(isMap) : []).map((setting) => {
      const { ResourcePath = '/*', HttpMethod = '*', ...others } = setting;
      const path = textOf(ResourcePath).replace(/^\//, '');
      // A slash within the path is written ~1.
      const key = path === '*' ? '*' : `/${path}`.replaceAll('/', '~1');
      return [`${key}/${textOf(HttpMethod)}`, renamed(others)];
    }),
  );

export const stageView = (stage: Properties) => {
  const { MethodSettings, AccessLogSetting, Tags, RestApiId, ...others } = stage;
  void RestApiId;
  return {
    cacheClusterEnabled: false,
    tracingEnabled: false,
    ...mapOf(renamed(others)),
    methodSettings: methodSettingsOf(MethodSettings),
    accessLogSettings: AccessLogSetting === undefined ? undefined : renamed(AccessLogSetting),
    tags: tagsOf(Tags),
  };
};
