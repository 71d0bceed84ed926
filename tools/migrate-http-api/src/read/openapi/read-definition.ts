import type { Authorizer } from '../../model/authorizer.ts';
import type { Place, Unread } from '../../model/place.ts';
import type { EndpointType, GatewayResponse } from '../../model/rest-api.ts';
import type { Route } from '../../model/route.ts';
import { Cursor } from '../cursor.ts';
import { readEndpointTypes } from '../wire/api.ts';
import { withCors } from '../wire/method.ts';
import { readPaths } from './paths.ts';
import { withoutRefs } from './refs.ts';
import { readSchemes } from './schemes.ts';

const X = 'x-amazon-apigateway';

/** What an OpenAPI or Swagger definition with API Gateway's extensions tells of an API. */
export interface Definition {
  place: Place;
  title?: string;
  /** The stage that it was exported from. */
  stage?: string;
  endpointTypes: EndpointType[];
  resourcePolicy?: Place;
  securityPolicy?: string;
  binaryMediaTypes: string[];
  minimumCompressionBytes?: number;
  gatewayResponses: GatewayResponse[];
  authorizers: Authorizer[];
  routes: Route[];
}

/** @param value A parsed OpenAPI 3 or Swagger 2 document. */
export function readDefinition(value: unknown, place: Place, unread: Unread[]): Definition {
  const at = new Cursor(withoutRefs(value, place, unread), place, unread);
  const endpoint = readEndpoint(at);
  const policy = at.get(`${X}-policy`);
  const compression = at.number(`${X}-minimum-compression-size`);
  const securityPolicy = at.text(`${X}-security-policy`);
  const stage = at.text('basePath') ?? stageOfServers(at);
  const { authorizers, schemes } = readSchemes(at);
  const routes = readPaths(at, schemes, unread);
  const definition: Definition = {
    place,
    ...(at.get('info').exists && { title: at.get('info').text('title') ?? '' }),
    ...(stage !== undefined && stage !== '/' && { stage: stage.replace(/^\//, '') }),
    endpointTypes: endpoint,
    ...(policy.exists && { resourcePolicy: policy.place }),
    ...(securityPolicy !== undefined && { securityPolicy }),
    binaryMediaTypes: at.texts(`${X}-binary-media-types`),
    ...(compression !== undefined && { minimumCompressionBytes: compression }),
    gatewayResponses: at
      .entries(`${X}-gateway-responses`)
      .map(([type, response]) => ({ type, place: response.place })),
    authorizers,
    routes: withCors(routes),
  };
  complainOfStrangers(at);
  return definition;
}

const KNOWN = [
  'api-key-source',
  'documentation',
  'tag-value',
  'importexport-version',
  'endpoint-access-mode',
];

/** Extensions of API Gateway that this tool does not know; what others put into a definition is theirs. */
function complainOfStrangers(at: Cursor): void {
  at.ignore(...KNOWN.map((name) => `${X}-${name}`));
  at.ignore(...at.keys().filter((name) => !name.startsWith('x-amazon-')));
  at.finish();
}

function readEndpoint(at: Cursor): EndpointType[] {
  const own = at.get(`${X}-endpoint-configuration`);
  const ofServers = at.list('servers').map((server) => server.get(`${X}-endpoint-configuration`));
  return [own, ...ofServers].flatMap((endpoint): EndpointType[] => {
    if (!endpoint.exists) return [];
    const isPrivate = endpoint.list('vpcEndpointIds').length > 0;
    endpoint.ignore('disableExecuteApiEndpoint', 'ipAddressType');
    const types = readEndpointTypes(endpoint);
    endpoint.finish();
    return isPrivate ? ['PRIVATE'] : types;
  });
}

/** `/prod` of the server's variable `basePath`. */
function stageOfServers(at: Cursor): string | undefined {
  const [server] = at.list('servers');
  return server?.get('variables').get('basePath').text('default');
}
