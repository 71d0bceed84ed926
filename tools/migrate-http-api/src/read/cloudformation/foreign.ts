import type { Unread } from '../../model/place.ts';
import { Cursor } from '../cursor.ts';
import type { Resource, Resources } from './resources.ts';

/** Types that say nothing more of whether an API can move, or are read where they are needed. */
const KNOWN = new Set(
  ['Account', 'ApiKey', 'Authorizer', 'BasePathMapping', 'BasePathMappingV2', 'ClientCertificate']
    .concat(['Deployment', 'DocumentationPart', 'DocumentationVersion', 'DomainName'])
    .concat(['DomainNameAccessAssociation', 'DomainNameV2', 'GatewayResponse', 'Method', 'Model'])
    .concat([
      'RequestValidator',
      'Resource',
      'RestApi',
      'Stage',
      'UsagePlan',
      'UsagePlanKey',
      'VpcLink',
    ]),
);

/** Notes resources of API Gateway that this tool does not know. */
export function complainOfStrangers(resources: Resources): void {
  for (const { type, properties } of resources.all) {
    const [, name] = /^AWS::ApiGateway::(.+)$/.exec(type) ?? [];
    if (name !== undefined && !KNOWN.has(name))
      properties.complain(`This tool does not know ${type}`);
  }
}

/** APIs of which a template has methods, but not the API itself: it is in another stack. */
export function foreignApis(
  own: readonly Resource[],
  resources: Resources,
  file: string,
  unread: Unread[],
): Resource[] {
  const ids = resources
    .ofType('AWS::ApiGateway::Method')
    .flatMap(({ properties }) => properties.text('RestApiId') ?? [])
    .filter((id) => own.every(({ ref }) => ref !== id));
  return [...new Set(ids)].map((id) => {
    const properties = new Cursor({ Name: id }, { file, path: 'Resources' }, unread);
    properties.complain(
      `The API ${id} is in another template: endpoint, policy and stages are there`,
    );
    return { logicalId: id, type: 'AWS::ApiGateway::RestApi', ref: id, properties };
  });
}
