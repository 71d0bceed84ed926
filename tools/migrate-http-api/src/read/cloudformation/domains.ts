import type { Domain } from '../../model/domain.ts';
import { readEndpointTypes } from '../wire/api.ts';
import type { Cursor } from '../cursor.ts';
import type { Resource, Resources } from './resources.ts';

const DOMAINS = [
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::DomainNameV2',
  'AWS::ApiGatewayV2::DomainName',
];
const MAPPINGS = [
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::BasePathMappingV2',
  'AWS::ApiGatewayV2::ApiMapping',
];

/** Custom domains that lead to an API: by a mapping, or by a routing rule. */
export function domainsOf(api: Resource, resources: Resources): Domain[] {
  const mappings = resources
    .ofType(...MAPPINGS)
    .filter(({ properties: at }) =>
      [at.get('RestApiId').value, at.get('ApiId').value].includes(api.ref),
    );
  const rules = rulesOf(api, resources);
  const names = new Set([
    ...mappings.map(({ properties }) => nameOf(properties)),
    ...rules.map(({ name }) => name),
  ]);
  return [...names].map((name) => {
    const found = resources.ofType(...DOMAINS).find((each) => isNamed(each, name));
    const basePaths = mappings
      .filter(({ properties }) => nameOf(properties) === name)
      .map(({ properties }) => properties.text('BasePath', 'ApiMappingKey') ?? '')
      .map((path) => (path === '(none)' ? '' : path));
    const own = rules.filter((rule) => rule.name === name);
    return {
      name: found?.properties.text('DomainName') ?? name,
      place: found?.properties.place ?? mappings[0]?.properties.place ?? own[0]!.place,
      ...(found ? readDomain(found.properties) : { endpointTypes: [], mutualTls: false }),
      routesByHeader: own.some(({ byHeader }) => byHeader),
      basePaths,
    };
  });
}

const nameOf = (at: Cursor): string => at.text('DomainName', 'DomainNameArn') ?? '';

const isNamed = ({ ref, properties }: Resource, name: string): boolean =>
  name === ref ||
  name.startsWith(`${ref.slice(0, -1)}.`) ||
  properties.get('DomainName').value === name;

/** What a domain says of itself; its own configuration may be one or a list of them. */
function readDomain(at: Cursor): Pick<Domain, 'endpointTypes' | 'mutualTls' | 'securityPolicy'> {
  const configurations = at.list('DomainNameConfigurations');
  const types = configurations.flatMap((each) => each.text('EndpointType') ?? []);
  const securityPolicy =
    at.text('SecurityPolicy') ??
    configurations.map((each) => each.text('SecurityPolicy')).find(Boolean);
  return {
    endpointTypes:
      types.length > 0
        ? types.flatMap((type) =>
            type === 'EDGE' || type === 'PRIVATE' || type === 'REGIONAL' ? [type] : [],
          )
        : readEndpointTypes(at.get('EndpointConfiguration')),
    mutualTls: at.get('MutualTlsAuthentication').exists,
    ...(securityPolicy !== undefined && { securityPolicy }),
  };
}

const rulesOf = (api: Resource, resources: Resources) =>
  resources.ofType('AWS::ApiGatewayV2::RoutingRule').flatMap(({ properties }) => {
    const leadsHere = properties
      .list('Actions')
      .some((action) => action.get('InvokeApi').get('ApiId').value === api.ref);
    if (!leadsHere) return [];
    const byHeader = properties
      .list('Conditions')
      .some((condition) => condition.get('MatchHeaders').exists);
    return [{ name: nameOf(properties), byHeader, place: properties.place }];
  });
