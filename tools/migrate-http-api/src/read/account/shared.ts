import {
  type APIGatewayClient,
  type BasePathMapping,
  type DomainName,
  GetBasePathMappingsCommand,
  GetDomainNamesCommand,
  GetUsagePlansCommand,
} from '@aws-sdk/client-api-gateway';
import type { Domain } from '../../model/domain.ts';
import type { UsagePlan } from '../../model/rest-api.ts';
import type { Unread } from '../../model/place.ts';
import { Cursor } from '../cursor.ts';
import { readEndpointTypes } from '../wire/api.ts';
import { all } from './pages.ts';

/** What several APIs of an account share; asked for once, when the first of them needs it. */
export function sharedOf(client: APIGatewayClient, file: string) {
  const plans = once(() => all((page) => client.send(new GetUsagePlansCommand(page))));
  const domains = once(() => mappedDomains(client));
  return {
    usagePlans: async (apiId: string): Promise<UsagePlan[]> =>
      (await plans()).flatMap(({ id = '', name = id, apiStages = [], throttle, quota }) => {
        const stages = apiStages.filter((stage) => stage.apiId === apiId);
        if (stages.length === 0) return [];
        const throttled = throttle !== undefined || stages.some((stage) => stage.throttle);
        return [
          {
            name,
            place: { file, path: `usageplans.${id}` },
            throttled,
            quota: quota !== undefined,
          },
        ];
      }),
    domains: async (apiId: string, unread: Unread[]): Promise<Domain[]> =>
      (await domains()).flatMap(({ domain, mappings }) => {
        const own = mappings.filter(({ restApiId }) => restApiId === apiId);
        return own.length === 0 ? [] : [domainOf(domain, own, file, unread)];
      }),
  };
}

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
};

async function mappedDomains(client: APIGatewayClient) {
  const domains = await all((page) => client.send(new GetDomainNamesCommand(page)));
  const mapped: { domain: DomainName; mappings: BasePathMapping[] }[] = [];
  // One after the other: API Gateway allows few of these calls a second.
  for (const domain of domains) {
    const { domainName, domainNameId } = domain;
    const mappings = await all((page) =>
      client.send(new GetBasePathMappingsCommand({ ...page, domainName, domainNameId })),
    );
    mapped.push({ domain, mappings });
  }
  return mapped;
}

function domainOf(
  domain: DomainName,
  mappings: readonly BasePathMapping[],
  file: string,
  unread: Unread[],
): Domain {
  const name = domain.domainName ?? '';
  const at = new Cursor(domain, { file, path: `domainnames.${name}` }, unread);
  const mode = at.text('routingMode');
  if (mode !== undefined && mode !== 'BASE_PATH_MAPPING_ONLY')
    at.complain(
      `Routing rules decide what it leads to (${mode}): see aws apigatewayv2 list-routing-rules`,
    );
  const securityPolicy = at.text('securityPolicy');
  return {
    ...{ name, place: at.place, routesByHeader: false },
    endpointTypes: readEndpointTypes(at.get('endpointConfiguration')),
    mutualTls: at.get('mutualTlsAuthentication').exists,
    ...(securityPolicy !== undefined && { securityPolicy }),
    basePaths: mappings.map(({ basePath = '' }) => (basePath === '(none)' ? '' : basePath)),
  };
}
