import { isDeepStrictEqual } from 'node:util';
import { type CloudContext } from '../context.ts';
import { inDependencyOrder } from '../template/dependencies.ts';
import { evaluate, type Path } from '../template/evaluate.ts';
import { type PhysicalResource, scopeOf } from '../template/scope.ts';
import { type Stack } from '../template/schema.ts';
import { TemplateError } from '../template/template-error.ts';
import { type Handlers } from './create-handlers.ts';
import { type ResourceHandler, type ResourcePlace } from './handler.ts';
import { physicalName } from './names.ts';
import { parseProperties } from './properties.ts';

type Provisioned = PhysicalResource & {
  type: string;
  identity: unknown;
  place: ResourcePlace;
};

export type StackResult = {
  /** Logical id → physical id. */
  resources: Record<string, string>;
  outputs: Record<string, unknown>;
  /** Base URL of the stack's (first) API. */
  httpApi?: string;
  /** Logical ids of what was created, changed or removed. */
  changed: string[];
};

export type Provisioner = {
  /**
   * Brings the cloud to what the stack says; what an earlier call created and the stack no longer has is removed.
   * @throws TemplateError naming stack, resource and path.
   */
  provision: (stack: Stack) => Promise<StackResult>;
};

/** Turns stacks into resources, in dependency order, touching only what has changed since the last time. */
export const createProvisioner = (
  { region, accountId, report }: CloudContext,
  handlers: Handlers,
): Provisioner => {
  const stacks = new Map<string, Map<string, Provisioned>>();
  const exports = new Map<string, unknown>();
  const reported = new Set<string>();

  const warnOnce = (stackName: string, message: string): void => {
    if (reported.has(stackName + message)) return;
    reported.add(stackName + message);
    report('warn', stackName, message);
  };

  /** A type nobody knows still has an id, so that what refers to it can be evaluated. */
  const unknownResource = (type: string, place: ResourcePlace): PhysicalResource => {
    warnOnce(place.stack.stackName, `${place.logicalId}: ${type} does not exist here`);
    const physicalId = physicalName(place);
    return {
      physicalId,
      attributes: { Arn: `arn:aws:local:${region}:${accountId}:${physicalId}` },
    };
  };

  const put = async (
    handler: ResourceHandler,
    properties: unknown,
    place: ResourcePlace,
    before: Provisioned | undefined,
  ): Promise<Provisioned> => {
    const path: Path = ['Resources', place.logicalId];
    const { stackName } = place.stack;
    const parsed = parseProperties(handler.properties, properties);
    if (parsed.problem)
      throw new TemplateError(
        stackName,
        [...path, 'Properties', ...parsed.problem.path],
        `${handler.type}: ${parsed.problem.message}`,
      );
    for (const name of parsed.unknown)
      warnOnce(stackName, `${place.logicalId}: ${handler.type} has no ${name} here`);
    try {
      const identity = handler.identity?.(parsed.value, place) ?? parsed.value;
      if (before && isDeepStrictEqual(before.identity, identity)) return before;
      return { ...(await handler.put(parsed.value, place)), type: handler.type, identity, place };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new TemplateError(stackName, path, `${handler.type}: ${message}`, { cause: error });
    }
  };

  const removeMissing = async (
    before: Map<string, Provisioned>,
    after: Map<string, Provisioned>,
  ): Promise<string[]> => {
    const kept = new Set(after.values());
    const gone = [...before]
      .filter(([id, known]) => after.get(id)?.type !== known.type && !kept.has(known))
      .reverse();
    for (const [logicalId, { type, physicalId, place }] of gone) {
      const handler = handlers.of(type);
      // Renaming a resource in the template must not end what now goes by another logical id.
      const goesOn = [...after.values()].some(
        (now) => now.type === type && now.physicalId === physicalId,
      );
      if (goesOn || !handler) continue;
      if (handler.remove) await handler.remove(physicalId, place);
      else if (KEEPS_DATA.has(type))
        report('info', place.stack.stackName, `${logicalId}: ${physicalId} is kept until --fresh`);
    }
    return gone.map(([logicalId]) => logicalId);
  };

  const provision = async (stack: Stack): Promise<StackResult> => {
    const { stackName, template } = stack;
    const before = stacks.get(stackName) ?? new Map<string, Provisioned>();
    const resources = new Map<string, Provisioned>();
    const scope = scopeOf(stack, resources, {
      region,
      accountId,
      importValue: (name) => exports.get(name),
    });
    const changed: string[] = [];
    const oneOf = (type: string) => [...before.values()].find((known) => known.type === type);

    for (const logicalId of inDependencyOrder(template, scope.condition, stackName)) {
      const resource = template.Resources[logicalId];
      if (!resource) continue;
      const path: Path = ['Resources', logicalId, 'Properties'];
      const properties = evaluate(resource.Properties, scope, path);
      const place = { stack, logicalId };
      const handler = handlers.of(resource.Type);
      const existing =
        before.get(logicalId) ?? (handler?.isRenamed ? oneOf(resource.Type) : undefined);
      const now = handler
        ? await put(
            handler,
            properties,
            place,
            existing?.type === resource.Type ? existing : undefined,
          )
        : {
            ...unknownResource(resource.Type, place),
            type: resource.Type,
            identity: properties,
            place,
          };
      if (now !== existing) changed.push(logicalId);
      resources.set(logicalId, now);
    }
    changed.push(...(await removeMissing(before, resources)));
    await handlers.commit();
    stacks.set(stackName, resources);

    const outputs: Record<string, unknown> = {};
    for (const [name, output] of Object.entries(template.Outputs)) {
      if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
      const path: Path = ['Outputs', name];
      outputs[name] = evaluate(output.Value, scope, [...path, 'Value']);
      if (output.Export)
        exports.set(
          String(evaluate(output.Export.Name, scope, [...path, 'Export'])),
          outputs[name],
        );
    }
    return {
      resources: Object.fromEntries([...resources].map(([id, { physicalId }]) => [id, physicalId])),
      outputs,
      httpApi: [...resources.values()].find(({ url }) => url !== undefined)?.url,
      changed,
    };
  };

  return { provision };
};

/** Resources whose end would be the end of somebody's data. */
const KEEPS_DATA = new Set(['AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::DynamoDB::Table']);
