import type { Integration, VpcLink } from '../../model/route.ts';
import type { Cursor } from '../cursor.ts';
import { corsOf } from './cors-headers.ts';
import { integrationType, targetOf } from './integration-target.ts';

const INVOCATION_TYPE = /^integration\.request\.header\.x-amz-invocation-type$/i;

/** Of an integration in CloudFormation, in an answer of API Gateway, or in an OpenAPI extension: all name it alike. */
export function readIntegration(at: Cursor): Integration | undefined {
  const uri = at.text('uri');
  const target = targetOf(uri);
  const stated = at.text('type');
  const type = stated === undefined ? undefined : integrationType(stated, target);
  at.ignore('credentials', 'passthroughBehavior');
  const method = at.text('integrationHttpMethod', 'httpMethod');
  at.ignore('cacheNamespace', 'cacheKeyParameters', 'payloadFormatVersion');
  const parameters = at
    .entries('requestParameters')
    .map(([name, value]) => ({ name, value: value.asText() }));
  const responses = readResponses(at);
  const requestTemplates = at.entries('requestTemplates');
  const templates = [...requestTemplates.map(([media]) => media), ...responses.templates];
  const invocation = parameters.find(({ name }) => INVOCATION_TYPE.test(name));
  const timeoutMs = at.number('timeoutInMillis');
  const vpcLink = readVpcLink(at);
  const converts = at.text('contentHandling') !== undefined || responses.convertsContent;
  const streams = at.text('responseTransferMode')?.toUpperCase() === 'STREAM' || target.streams;
  readTls(at);
  at.finish();
  if (type === undefined) {
    at.get('type').expected('AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK');
    return undefined;
  }
  const { service, functionName } = target;
  const said = [
    ...requestTemplates.map(([, template]) => template.asText() ?? ''),
    ...parameters.map(({ name, value }) => `${name.replace(/^.*\./, '')}=${value ?? ''}`),
  ];
  const action = actionIn(said) ?? target.action;
  return {
    type,
    place: at.place,
    ...(service !== undefined && { service }),
    ...(action !== undefined && service !== 'lambda' && { action }),
    ...(functionName !== undefined && { functionName }),
    ...(uri !== undefined && { uri }),
    ...(method !== undefined && type.startsWith('http') && { method: method.toUpperCase() }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(vpcLink && { vpcLink }),
    streams,
    isAsync: invocation !== undefined && !/^'RequestResponse'$/i.test(invocation.value ?? ''),
    // API Gateway ignores them where the whole request is passed on.
    templates: type.endsWith('-proxy') ? [] : templates,
    mapsParameters:
      parameters.some((each) => each !== invocation && !isOwnVariable(each)) ||
      responses.mapsParameters,
    convertsContent: converts,
    ...(type === 'mock' && responses.cors && { cors: responses.cors }),
  };
}

/** A variable of the path under its own name in the backend's URL, which HTTP APIs fill in by themselves. */
const isOwnVariable = ({ name, value }: { name: string; value?: string | undefined }): boolean => {
  const [, variable] = /^integration\.request\.path\.(.+)$/.exec(name) ?? [];
  return variable !== undefined && value === `method.request.path.${variable}`;
};

/** Services with a query protocol, such as SQS, are told in the request what to do. */
const actionIn = (texts: readonly string[]): string | undefined =>
  texts.map((text) => /\bAction=["']?([A-Za-z]+)/.exec(text)?.[1]).find(Boolean);

/** CloudFormation lists them, API Gateway and OpenAPI name them by status or pattern. */
function readResponses(at: Cursor) {
  const list = at.get('integrationResponses', 'responses');
  const each = Array.isArray(list.value) ? list.asList() : list.entries().map(([, value]) => value);
  const read = each.map((response) => {
    response.ignore('statusCode', 'selectionPattern');
    const templates = response.entries('responseTemplates').map(([media]) => `answer ${media}`);
    const parameters = response
      .entries('responseParameters')
      .map(([name, value]) => [name, value.asText() ?? ''] as const);
    const convertsContent = response.text('contentHandling') !== undefined;
    response.finish();
    return { templates, parameters, convertsContent };
  });
  const parameters = read.flatMap((response) => response.parameters);
  return {
    templates: [...new Set(read.flatMap(({ templates }) => templates))],
    mapsParameters: parameters.length > 0,
    cors: corsOf(parameters),
    convertsContent: read.some(({ convertsContent }) => convertsContent),
  };
}

function readVpcLink(at: Cursor): VpcLink | undefined {
  const type = at.text('connectionType');
  const id = at.text('connectionId');
  const target = at.text('integrationTarget');
  if (type === undefined || type.toUpperCase() === 'INTERNET') return undefined;
  if (type.toUpperCase().replace('-', '_') !== 'VPC_LINK')
    at.get('connectionType').expected('INTERNET or VPC_LINK');
  return { id: id ?? '', target: target === undefined ? 'nlb' : 'alb' };
}

function readTls(at: Cursor): void {
  const tls = at.get('tlsConfig');
  if (!tls.exists) return;
  if (tls.flag('insecureSkipVerification'))
    tls.complain("The backend's certificate is not verified; an HTTP API always verifies it");
  tls.finish();
}
