import { dirname, join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import type { Unread } from '../../model/place.ts';
import type { RestApi } from '../../model/rest-api.ts';
import { Cursor } from '../cursor.ts';
import { parseFile } from '../parse-file.ts';
import { withCors } from '../wire/method.ts';
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
  const resolve = variableResolver({
    service: content,
    stage,
    file: (path) => readIncluded(join(dirname(file), path)),
  });
  const unread: Unread[] = [];
  const at = new Cursor(resolve(content), { file, path: '' }, unread);
  const { routes, authorizers } = readEvents(at, unread);
  const own = readResources(at, file, unread);
  if (routes.length === 0) return own.apis;
  const provider = readProvider(at, stage);
  const plugins = readPlugins(at, provider.stage);
  const webAcl = own.webAcl ?? plugins.webAcl;
  const api: RestApi = {
    source: 'serverless',
    ...provider.basics,
    routes: withCors(routes),
    stages: [{ ...plugins.stage, ...(webAcl !== undefined && { webAcl }) }],
    authorizers,
    gatewayResponses: own.gatewayResponses,
    usagePlans: [...provider.usagePlans, ...own.usagePlans],
    domains: [...plugins.domains, ...own.domains],
    metricUses: own.metricUses,
    features: own.features,
    unread,
  };
  return [api, ...own.apis];
}

const readIncluded = (path: string): unknown =>
  /\.(ya?ml|json)$/.test(path) && existsSync(path)
    ? parseFile(readFileSync(path, 'utf8'), path)
    : undefined;
