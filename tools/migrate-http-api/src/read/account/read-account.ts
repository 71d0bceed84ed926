import {
  type APIGatewayClient,
  GetAuthorizersCommand,
  GetGatewayResponsesCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStagesCommand,
  type RestApi as ApiOfAws,
} from '@aws-sdk/client-api-gateway';
import type { Unread } from '../../model/place.ts';
import type { RestApi } from '../../model/rest-api.ts';
import type { Route } from '../../model/route.ts';
import { Cursor } from '../cursor.ts';
import { readApiBasics } from '../wire/api.ts';
import { readAuthorizer } from '../wire/authorizer.ts';
import { readMethod, type Validators, withCors } from '../wire/method.ts';
import { readStage } from '../wire/stage.ts';
import { all, pages } from './pages.ts';
import { sharedOf } from './shared.ts';

/** What of an account is read. */
export interface AccountOptions {
  client: APIGatewayClient;
  region: string;
  /** Ids or names; all when there is none. */
  only: readonly string[];
}

/** REST APIs of an account, each read when it is asked for. */
export async function* readAccount({
  client,
  region,
  only,
}: AccountOptions): AsyncGenerator<RestApi> {
  const file = `account:${region}`;
  const shared = sharedOf(client, file);
  for await (const api of pages((page) => client.send(new GetRestApisCommand(page)))) {
    const isWanted =
      only.length === 0 || only.includes(api.id ?? '') || only.includes(api.name ?? '');
    if (isWanted) yield readApi(client, api, file, shared);
  }
}

async function readApi(
  client: APIGatewayClient,
  api: ApiOfAws,
  file: string,
  shared: ReturnType<typeof sharedOf>,
): Promise<RestApi> {
  const restApiId = api.id ?? '';
  const unread: Unread[] = [];
  const path = `restapis.${restApiId}`;
  const at = new Cursor(api, { file, path }, unread);
  const below = (value: unknown, name: string) =>
    new Cursor(value, { file, path: `${path}.${name}` }, unread);
  const ofApi = { restApiId };
  const authorizers = await all((page) =>
    client.send(new GetAuthorizersCommand({ ...page, ...ofApi })),
  );
  const responses = await all((page) =>
    client.send(new GetGatewayResponsesCommand({ ...page, ...ofApi })),
  );
  const { item: stages = [] } = await client.send(new GetStagesCommand(ofApi));
  const routes = await readRoutes(client, restApiId, { file, path, unread });
  const basics = readApiBasics(at, restApiId);
  at.finish();
  return {
    ...{ source: 'account', id: restApiId, ...basics, unread },
    routes: withCors(routes),
    stages: stages.map((stage) =>
      readStage(below(stage, `stages.${stage.stageName}`), stage.stageName ?? ''),
    ),
    authorizers: authorizers.flatMap(
      (each) => readAuthorizer(below(each, `authorizers.${each.id}`), each.id ?? '') ?? [],
    ),
    gatewayResponses: responses
      .filter(({ defaultResponse }) => defaultResponse !== true)
      .map(({ responseType = '' }) => ({
        type: responseType,
        place: below({}, `gatewayresponses.${responseType}`).place,
      })),
    usagePlans: await shared.usagePlans(restApiId),
    domains: await shared.domains(restApiId, unread),
    metricUses: [],
  };
}

async function readRoutes(
  client: APIGatewayClient,
  restApiId: string,
  { file, path, unread }: { file: string; path: string; unread: Unread[] },
): Promise<Route[]> {
  const validators: Validators = new Map(
    (await all((page) => client.send(new GetRequestValidatorsCommand({ ...page, restApiId })))).map(
      ({
        id = '',
        validateRequestBody: body = false,
        validateRequestParameters: parameters = false,
      }) => [id, { body, parameters, place: { file, path: `${path}.requestvalidators.${id}` } }],
    ),
  );
  const routes: Route[] = [];
  const resources = pages((page) =>
    client.send(new GetResourcesCommand({ ...page, restApiId, embed: ['methods'] })),
  );
  for await (const { path: own = '/', resourceMethods = {} } of resources)
    for (const [name, method] of Object.entries(resourceMethods)) {
      const place = { file, path: `${path}.${name} ${own}` };
      routes.push(
        readMethod({ httpMethod: name, ...method }, place, { path: own, validators, unread }),
      );
    }
  return routes;
}
