import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod/mini';
import type { ConsumedPattern, WorkspaceEvents } from '../rules/rule.ts';
import { yamlSource } from '../source/yaml-source.ts';
import { at, isRecord } from '../template.ts';

/** `custom.produces` of a service: what it puts on which bus. */
const producedSchema = z.array(
  z.object({
    eventBus: z.string(),
    source: z.string(),
    'detail-type': z.string(),
    detail: z.optional(z.unknown()),
  }),
);

/** A `serverless.yml` of the workspace that cannot be read; its message names it. */
export class UnreadableService extends Error {
  override readonly name = 'UnreadableService';
}

/** Variables that lead from one to the next; nobody nests more. */
const MAX_DEPTH = 30;

const readText = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** Reads a `serverless.yml` without the framework: of variables those that name the service, the stage or another place. */
const serviceReader = (root: string, folder: string, stage: string) => {
  const path = relative(root, folder).replaceAll('\\', '/');
  const yaml = yamlSource((file) => readText(join(root, file)), { root: path, stage });

  const resolved = (value: unknown, depth = 0): unknown => {
    if (depth > MAX_DEPTH) return value;
    if (Array.isArray(value)) return value.map((each) => resolved(each, depth + 1));
    if (isRecord(value)) {
      const entries = Object.entries(value);
      return Object.fromEntries(entries.map(([key, each]) => [key, resolved(each, depth + 1)]));
    }
    if (typeof value !== 'string' || !value.includes('${')) return value;
    const text = value.replaceAll('${sls:stage}', stage).replaceAll('${self:service}', name);
    const variable = /^\$\{((?:self|file|param)[^{}]+)\}$/.exec(text)?.[1];
    const target = variable === undefined ? undefined : yaml.resolve(variable);
    return target ? resolved(target.node.toJS(target.source.document), depth + 1) : text;
  };
  const read = (...keys: string[]): unknown => {
    const found = yaml.find(keys);
    return found && resolved(found.at.node.toJS(found.at.source.document));
  };
  let name = '';
  name = String(read('service'));
  return read;
};

/** Patterns of event rules, however deep in a service's resources or functions. */
const patternsIn = (value: unknown): ConsumedPattern[] => {
  if (Array.isArray(value)) return value.flatMap(patternsIn);
  if (!isRecord(value)) return [];
  const [pattern, eventBus] =
    value.Type === 'AWS::Events::Rule'
      ? [at(value, 'Properties', 'EventPattern'), at(value, 'Properties', 'EventBusName')]
      : [at(value, 'eventBridge', 'pattern'), at(value, 'eventBridge', 'eventBus')];
  const own = isRecord(pattern)
    ? [{ eventBus: typeof eventBus === 'string' ? eventBus : 'default', pattern }]
    : [];
  return [...own, ...Object.values(value).flatMap(patternsIn)];
};

/**
 * The events that a service and those beside it declare to produce, and the patterns with which they consume, read from
 * every `serverless.yml`.
 *
 * @param root of the workspace
 * @param folder of one of the services
 * @throws {UnreadableService} naming the file in which `custom.produces` is not a list of events, or which is no YAML
 * @example
 * workspaceEvents('/home/me/shop', '/home/me/shop/services/worker-b', 'dev').produced;
 */
export const workspaceEvents = (root: string, folder: string, stage: string): WorkspaceEvents => {
  const services = dirname(folder);
  const all = readdirSync(services)
    .sort()
    .filter((name) => existsSync(join(services, name, 'serverless.yml')))
    .map((name) => eventsOf(root, join(services, name), stage));
  return {
    produced: all.flatMap(({ produced }) => produced),
    consumed: all.flatMap(({ consumed }) => consumed),
  };
};

const eventsOf = (root: string, folder: string, stage: string): WorkspaceEvents => {
  const file = relative(root, join(folder, 'serverless.yml')).replaceAll('\\', '/');
  try {
    const read = serviceReader(root, folder, stage);
    const declared = producedSchema.safeParse(read('custom', 'produces') ?? []);
    if (!declared.success)
      throw new Error('custom.produces lists { eventBus, source, detail-type }');
    const consumed = [...patternsIn(read('resources')), ...patternsIn(read('functions'))];
    return { produced: declared.data, consumed };
  } catch (error) {
    // It is not the file of the service that is being packaged.
    const what = error instanceof Error ? error.message : String(error);
    throw new UnreadableService(`${file}: ${what}`, { cause: error });
  }
};
