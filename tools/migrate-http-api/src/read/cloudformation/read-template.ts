import type { RestApi } from '../../model/rest-api.ts';
import type { Unread } from '../../model/place.ts';
import { UnreadableError } from '../unreadable.ts';
import { readApiBasics } from '../wire/api.ts';
import { withCors } from '../wire/method.ts';
import { authorizersOf } from './authorizers.ts';
import { domainsOf } from './domains.ts';
import { definitionOf } from './inline-definition.ts';
import { metricUsesOf } from './metric-uses.ts';
import { portalsOf } from './portals.ts';
import { complainOfStrangers, foreignApis } from './foreign.ts';
import { type Resource, type Resources, resourcesOf } from './resources.ts';
import { routesOf } from './routes.ts';
import { stagesOf } from './stages.ts';
import { gatewayResponsesOf, usagePlansOf } from './use.ts';

/** REST APIs of a CloudFormation template. */
export function readTemplate(template: Record<string, unknown>, file: string): RestApi[] {
  const unread: Unread[] = [];
  const resources = resourcesOf(template, file, unread);
  const own = resources.ofType('AWS::ApiGateway::RestApi');
  complainOfStrangers(resources);
  const apis = [...own, ...foreignApis(own, resources, file, unread)].map((api) =>
    apiOf(api, resources, unread),
  );
  for (const { properties } of resources.ofType(
    'AWS::Serverless::Api',
    'AWS::Serverless::Function',
  ))
    throw new UnreadableError(
      properties.place,
      'SAM resources are templates of templates: package them first (sam package, or take the deployed template)',
    );
  return apis;
}

function apiOf(api: Resource, resources: Resources, shared: Unread[]): RestApi {
  const unread: Unread[] = [];
  const basics = readApiBasics(api.properties, api.logicalId);
  const inline = definitionOf(api, unread);
  const authorizers = [...authorizersOf(api, resources), ...(inline?.authorizers ?? [])];
  const routes = [...routesOf(api, resources, unread), ...(inline?.routes ?? [])];
  const stages = stagesOf(api, resources);
  if (routes.length === 0)
    api.properties.complain('It has no route here: those that other stacks add are not seen');
  const result: RestApi = {
    source: 'cloudformation',
    ...basics,
    ...(inline?.resourcePolicy && { resourcePolicy: inline.resourcePolicy }),
    binaryMediaTypes: [
      ...new Set([...basics.binaryMediaTypes, ...(inline?.binaryMediaTypes ?? [])]),
    ],
    routes: withCors(routes),
    stages,
    authorizers,
    gatewayResponses: [...gatewayResponsesOf(api, resources), ...(inline?.gatewayResponses ?? [])],
    usagePlans: usagePlansOf(api, resources),
    domains: domainsOf(api, resources),
    metricUses: metricUsesOf(resources),
    features: [...basics.features, ...portalsOf(resources)],
    unread,
  };
  api.properties.finish();
  // What was noted while this API's resources were read is this API's.
  unread.push(...shared.splice(0));
  return result;
}
