import { dirname, join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import type { Unread } from '../../model/place.ts';
import type { RestApi } from '../../model/rest-api.ts';
import { Cursor, isUnresolved, shown } from '../cursor.ts';
import { parseFile } from '../parse-file.ts';
import { withCors } from '../wire/method.ts';
import { UnreadableError } from '../unreadable.ts';
import { complainOfMore } from './beyond-events.ts';
import { readEvents } from './events.ts';
import { readProvider } from './provider.ts';
import { readPlugins } from './plugins.ts';
import { readResources } from './resources.ts';
import { variableResolver } from './variables.ts';

/** How a `serverless.yml` is read. */
export interface ServerlessOptions {
  stage: string;
}

/** The REST API that the `http` events of a `serverless.yml` make, and those among its resources. */
export function readServerless(
  content: Record<string, unknown>,
  file: string,
  { stage }: ServerlessOptions,
): RestApi[] {
  const service = longForm(content);
  const resolve = variableResolver({
    service,
    stage,
    file: (path) => readIncluded(join(dirname(file), path)),
  });
  const unread: Unread[] = [];
  const at = new Cursor(resolve(service), { file, path: '' }, unread);
  const cloud = at.get('provider').get('name');
  if (cloud.exists && cloud.value !== 'aws' && !isUnresolved(cloud.value))
    throw new UnreadableError(cloud.place, `Expected aws, not ${shown(cloud.value)}`);
  const own = readResources(at, file, unread);
  const events = readEvents(at, unread, own.authorizers);
  const routes = [...events.routes, ...own.routes];
  complainOfMore(at);
  // Where nothing is understood, nothing is called empty.
  if (routes.length === 0 && unread.length === 0) return own.apis;
  const provider = readProvider(at, stage);
  const plugins = readPlugins(at, provider.stage);
  const webAcl = own.webAcl ?? plugins.webAcl;
  const api: RestApi = {
    source: 'serverless',
    ...provider.basics,
    routes: withCors(routes),
    stages: [{ ...plugins.stage, ...(webAcl !== undefined && { webAcl }) }, ...own.stages],
    authorizers: events.authorizers,
    binaryMediaTypes: [...provider.basics.binaryMediaTypes, ...plugins.binaryMediaTypes],
    gatewayResponses: own.gatewayResponses,
    usagePlans: [...provider.usagePlans, ...own.usagePlans],
    domains: [...plugins.domains, ...own.domains],
    metricUses: own.metricUses,
    features: own.features,
    unread,
  };
  return [api, ...own.apis];
}

/** `provider: aws` and `service: { name }` are older forms of the same. */
function longForm(content: Record<string, unknown>): Record<string, unknown> {
  const { provider, service } = content;
  const name =
    typeof service === 'object' && service !== null && 'name' in service ? service.name : service;
  return {
    ...content,
    service: name,
    ...(typeof provider === 'string' &&
      !isUnresolved(provider) && { provider: { name: provider } }),
  };
}

const readIncluded = (path: string): unknown =>
  /\.(ya?ml|json)$/.test(path) && existsSync(path)
    ? parseFile(readFileSync(path, 'utf8'), path)
    : undefined;
