import { type MockIntegration, type RestApiIntegration } from '../../api-gateway/rest/types.ts';
import { type Integration, type IntegrationResponse } from './rest-api-properties.ts';
import { functionOfUri } from './api-parts.ts';

const JSON_TYPE = 'application/json';
const HEADER = /^method\.response\.header\.(.+)$/;
/** Values that need no mapping are in quotes. */
const LITERAL = /^'(.*)'$/s;
/** How the framework's template allows further origins. */
const ALLOWED_ORIGIN = /\$origin\.matches\("([^"]*)"\)/g;

const unmodelled = (reason: string): RestApiIntegration => ({ kind: 'unmodelled', reason });

/** The integration of a method as far as this machine can do it. */
export const integrationOf = (integration: Integration | undefined): RestApiIntegration => {
  if (!integration) return unmodelled('there is no integration');
  const { Type, Uri = '', TimeoutInMillis } = integration;
  if (Type === 'MOCK') return mockOf(integration);
  const functionName = functionOfUri(Uri);
  if (Type !== 'AWS_PROXY' || functionName === undefined)
    return unmodelled(`an integration of type ${Type} with ${Uri} does not exist here`);
  return { kind: 'lambda', functionName, timeoutMs: TimeoutInMillis };
};

/** The request template names a status, the status selects the response. */
const mockOf = ({ RequestTemplates, IntegrationResponses }: Integration): RestApiIntegration => {
  const status = /statusCode\W{0,4}(\d{3})/.exec(RequestTemplates[JSON_TYPE] ?? '')?.[1];
  const response =
    IntegrationResponses.find(({ StatusCode }) => StatusCode === status) ??
    IntegrationResponses.find(({ SelectionPattern }) => SelectionPattern === '');
  if (!response) return unmodelled('a mock integration has no response for its status');
  try {
    return mockAnswerOf(response);
  } catch (error) {
    return unmodelled(`a mock integration can't be evaluated: ${(error as Error).message}`);
  }
};

const mockAnswerOf = (response: IntegrationResponse): MockIntegration => {
  const template = response.ResponseTemplates[JSON_TYPE] ?? '';
  const origins = [...template.matchAll(ALLOWED_ORIGIN)].map(([, pattern = '']) => pattern);
  if (origins.length === 0 && /[$#]/.test(template))
    throw new Error('its template is more than text');
  const headers = Object.entries(response.ResponseParameters).map(([name, value]) => {
    const header = HEADER.exec(name)?.[1];
    const literal = typeof value === 'string' ? LITERAL.exec(value)?.[1] : undefined;
    if (header === undefined || literal === undefined)
      throw new Error(`${name} is no plain header`);
    return [header.toLowerCase(), literal] as const;
  });
  return {
    kind: 'mock',
    status: Number(response.StatusCode),
    headers: Object.fromEntries(headers),
    body: origins.length > 0 ? '' : template,
    allowedOrigins: origins.map((pattern) => new RegExp(`^(?:${pattern})$`)),
  };
};
