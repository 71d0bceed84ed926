import type { Unread } from '../../model/place.ts';
import { authorizersOf } from '../cloudformation/authorizers.ts';
import { domainsOf } from '../cloudformation/domains.ts';
import { metricUsesOf } from '../cloudformation/metric-uses.ts';
import { portalsOf } from '../cloudformation/portals.ts';
import { readTemplate } from '../cloudformation/read-template.ts';
import { type Resource, resourcesOf } from '../cloudformation/resources.ts';
import { routesOf } from '../cloudformation/routes.ts';
import { stagesOf } from '../cloudformation/stages.ts';
import { gatewayResponsesOf, usagePlansOf } from '../cloudformation/use.ts';
import { Cursor } from '../cursor.ts';

/** Logical ids that the framework gives its own. */
const API = '${ApiGatewayRestApi}';

/** What the service's own `resources` add to the API of its events; and APIs that they make by themselves. */
export function readResources(at: Cursor, file: string, unread: Unread[]) {
  const template = { Resources: Object.assign({}, ...partsOf(at)) as Record<string, unknown> };
  const resources = resourcesOf(template, file, unread);
  const place = { file, path: 'resources' };
  const api: Resource = {
    logicalId: 'ApiGatewayRestApi',
    type: 'AWS::ApiGateway::RestApi',
    ref: API,
    properties: new Cursor({}, place, unread),
  };
  const acl = resources
    .ofType('AWS::WAFv2::WebACLAssociation')
    .find(({ properties }) => properties.text('ResourceArn')?.includes(API) ?? false);
  const overridden = resources.all.find(({ logicalId }) => logicalId === api.logicalId);
  overridden?.properties.complain(
    'It changes what the framework makes; the packaged template shows what comes of it: read that',
  );
  return {
    apis: readTemplate(template, file).filter(
      ({ name, place }) => name !== API && place.path !== overridden?.properties.place.path,
    ),
    routes: routesOf(api, resources, unread),
    stages: stagesOf(api, resources),
    authorizers: authorizersOf(api, resources).map((each) => {
      const logicalId = each.id.slice(2, -1);
      return { ...each, id: logicalId, name: logicalId };
    }),
    gatewayResponses: gatewayResponsesOf(api, resources),
    usagePlans: usagePlansOf(api, resources),
    domains: domainsOf(api, resources),
    metricUses: metricUsesOf(resources),
    features: portalsOf(resources),
    webAcl: acl?.properties.text('WebACLArn'),
  };
}

/** `resources` may be a template or a list of them. */
function partsOf(at: Cursor): Record<string, unknown>[] {
  const resources = at.get('resources');
  const parts = Array.isArray(resources.value) ? resources.asList() : [resources];
  return parts.map((part) =>
    Object.fromEntries(part.entries('Resources').map(([id, each]) => [id, each.value])),
  );
}
