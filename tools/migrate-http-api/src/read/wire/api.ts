import type { EndpointType, RestApi } from '../../model/rest-api.ts';
import type { Cursor } from '../cursor.ts';

const ENDPOINT_TYPES: readonly EndpointType[] = ['EDGE', 'REGIONAL', 'PRIVATE'];

type Basics = Pick<
  RestApi,
  | 'place'
  | 'name'
  | 'endpointTypes'
  | 'endpointIsDefault'
  | 'dualStack'
  | 'binaryMediaTypes'
  | 'features'
  | 'resourcePolicy'
  | 'securityPolicy'
  | 'minimumCompressionBytes'
>;

/** What CloudFormation and API Gateway say of an API as a whole, in the same words. */
export function readApiBasics(at: Cursor, fallbackName: string): Basics {
  at.ignore(
    'description',
    'tags',
    'version',
    'warnings',
    'createdDate',
    'apiKeySource',
    'apiKeySourceType',
  );
  at.ignore(
    'disableExecuteApiEndpoint',
    'failOnWarnings',
    'parameters',
    'cloneFrom',
    'rootResourceId',
  );
  at.ignore('apiStatus', 'apiStatusMessage', 'body', 'bodyS3Location', 'endpointAccessMode', 'id');
  const name = at.text('name') ?? fallbackName;
  const endpoint = at.get('endpointConfiguration');
  const endpointTypes = readEndpointTypes(endpoint);
  const dualStack = endpoint.text('ipAddressType') === 'dualstack';
  endpoint.ignore('vpcEndpointIds');
  endpoint.finish();
  const policy = at.get('policy');
  const hasPolicy = policy.exists && policy.value !== '';
  const compression = at.number('minimumCompressionSize');
  const securityPolicy = at.text('securityPolicy');
  const mode = at.text('mode');
  return {
    ...{ place: at.place, name, dualStack },
    endpointTypes: endpointTypes.length > 0 ? endpointTypes : ['EDGE'],
    endpointIsDefault: endpointTypes.length === 0,
    binaryMediaTypes: at.texts('binaryMediaTypes'),
    features:
      mode === 'merge' ? [{ feature: 'merged-definition', place: at.get('mode').place }] : [],
    ...(hasPolicy && { resourcePolicy: policy.place }),
    ...(securityPolicy !== undefined && { securityPolicy }),
    ...(compression !== undefined && compression >= 0 && { minimumCompressionBytes: compression }),
  };
}

/** Empty when nothing is said. */
export const readEndpointTypes = (at: Cursor): EndpointType[] =>
  at.list('types').flatMap((each) => {
    const type = ENDPOINT_TYPES.find((known) => known === each.value);
    if (!type) each.expected('EDGE, REGIONAL or PRIVATE');
    return type ?? [];
  });
