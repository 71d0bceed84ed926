import type { Integration, IntegrationType } from '../../model/route.ts';
import type { Cursor } from '../cursor.ts';

/** As the framework spells them, in any case. */
const TYPES: Record<string, IntegrationType> = {
  AWS_PROXY: 'lambda-proxy',
  LAMBDA_PROXY: 'lambda-proxy',
  AWS: 'lambda',
  LAMBDA: 'lambda',
  HTTP: 'http',
  HTTP_PROXY: 'http-proxy',
  MOCK: 'mock',
};

/** The integration of an `http` event. */
export function readEventIntegration(
  http: Cursor,
  functionName: string,
  service: Cursor,
): Integration | undefined {
  const text = http.text('integration') ?? 'AWS_PROXY';
  const type = TYPES[text.toUpperCase().replaceAll('-', '_')];
  const request = http.get('request');
  const response = http.get('response');
  const link = http.text('connectionType');
  const id = http.text('connectionId');
  const timeoutMs =
    http.number('timeoutInMillis') ??
    service.get('provider').get('apiGateway').number('timeoutInMillis');
  const uri = request.text('uri');
  const isAsync = http.flag('async');
  if (!type) return http.get('integration').expected(Object.keys(TYPES).join(', '));
  const isLambda = type.startsWith('lambda');
  return {
    ...{ type, place: http.place, isAsync },
    ...(isLambda && { functionName }),
    ...(uri !== undefined && { uri }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(link !== undefined && { vpcLink: { id: id ?? '', target: 'nlb' } }),
    streams: response.text('transferMode')?.toUpperCase() === 'STREAM',
    templates:
      type.endsWith('-proxy') || type === 'mock' ? [] : templatesOf(type, request, response),
    mapsParameters: mapsParameters(request.get('parameters')),
    convertsContent:
      request.text('contentHandling') !== undefined ||
      response.text('contentHandling') !== undefined,
  };
}

function templatesOf(type: IntegrationType, request: Cursor, response: Cursor): string[] {
  const own = request.entries('template').map(([media]) => media);
  const answers = [response.get('template').exists, response.get('statusCodes').exists];
  // The framework gives a function that is no proxy templates of its own.
  const standard = type === 'lambda' && own.length === 0 ? ['the framework’s'] : [];
  return [...standard, ...own, ...(answers.some(Boolean) ? ['answer'] : [])];
}

/** Parameters that are only required say nothing of where they go. */
const mapsParameters = (parameters: Cursor): boolean =>
  parameters
    .entries()
    .flatMap(([, each]) => each.entries())
    .some(([, value]) => typeof value.value === 'object' && value.get('mappedValue').exists);
