import type { Unread } from '../../model/place.ts';
import { domainsOf } from '../cloudformation/domains.ts';
import { metricUsesOf } from '../cloudformation/metric-uses.ts';
import { portalsOf } from '../cloudformation/portals.ts';
import { readTemplate } from '../cloudformation/read-template.ts';
import { type Resource, resourcesOf } from '../cloudformation/resources.ts';
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
  return {
    apis: readTemplate(template, file),
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
