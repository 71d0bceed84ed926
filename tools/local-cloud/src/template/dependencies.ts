import { intrinsicName, type Scope } from './evaluate.ts';
import { type Template, type TemplateResource } from './schema.ts';
import { namesIn } from './substitute.ts';
import { TemplateError } from './template-error.ts';

/** Every name that an expression refers to, in the branches of `Fn::If` that are taken. */
export const referencesIn = (value: unknown, condition: Scope['condition']): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(item, condition));
  if (typeof value !== 'object' || value === null) return [];
  const entries = value as Record<string, unknown>;
  const name = intrinsicName(entries);
  const argument = name && entries[name];
  if (name === 'Ref' && typeof argument === 'string') return [argument];
  if (name === 'Fn::GetAtt') {
    const first = (Array.isArray(argument) ? argument[0] : argument) as unknown;
    return typeof first === 'string' ? [first.split('.')[0] ?? ''] : [];
  }
  if (name === 'Fn::If' && Array.isArray(argument))
    return referencesIn(argument[condition(String(argument[0])) ? 1 : 2], condition);
  const substituted: unknown =
    name === 'Fn::Sub' && (Array.isArray(argument) ? (argument[0] as unknown) : argument);
  const names = typeof substituted === 'string' ? namesIn(substituted) : [];
  return [
    ...names.map((text) => text.split('.')[0] ?? ''),
    ...Object.values(entries).flatMap((item) => referencesIn(item, condition)),
  ];
};

const dependsOn = ({ DependsOn = [] }: TemplateResource): string[] => [DependsOn].flat();

/**
 * The logical ids of the resources whose condition holds, each after what it refers to.
 * @throws TemplateError when resources refer to each other in a circle or `DependsOn` names what is not there.
 */
export const inDependencyOrder = (
  template: Template,
  condition: Scope['condition'],
  stackName: string,
): string[] => {
  const exists = ({ Condition }: TemplateResource): boolean =>
    Condition === undefined || condition(Condition) === true;
  const order: string[] = [];
  const done = new Set<string>();

  const visit = (logicalId: string, trail: string[]): void => {
    if (done.has(logicalId)) return;
    const resource = template.Resources[logicalId];
    if (!resource || !exists(resource)) return;
    if (trail.includes(logicalId))
      throw new TemplateError(
        stackName,
        ['Resources', logicalId],
        `circular dependency: ${[...trail.slice(trail.indexOf(logicalId)), logicalId].join(' → ')}`,
      );
    for (const name of dependsOn(resource))
      if (!template.Resources[name])
        throw new TemplateError(
          stackName,
          ['Resources', logicalId, 'DependsOn'],
          `there is no resource ${name}`,
        );
    for (const name of [...dependsOn(resource), ...referencesIn(resource.Properties, condition)])
      visit(name, [...trail, logicalId]);
    done.add(logicalId);
    order.push(logicalId);
  };

  for (const logicalId of Object.keys(template.Resources)) visit(logicalId, []);
  return order;
};
