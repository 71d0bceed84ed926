import { logicalIdOf, type Resources } from './template.ts';

/** The logical ids that a value refers to by `Ref`, `Fn::GetAtt` or `Fn::Sub`, however deep. */
const references = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const direct = logicalIdOf(value);
  const substitution: unknown = 'Fn::Sub' in value ? value['Fn::Sub'] : undefined;
  const text: unknown = Array.isArray(substitution) ? substitution[0] : substitution;
  const named =
    typeof text === 'string'
      ? [...text.matchAll(/\$\{([A-Za-z0-9]+)[.}]/g)].map(([, id]) => id!)
      : [];
  return [...(direct ? [direct] : []), ...named, ...Object.values(value).flatMap(references)];
};

/**
 * Removes the `DependsOn` entries that a reference in the resource's properties implies anyway.
 * The framework writes them; template validation that takes cfn-lint's warnings for errors refuses
 * them (W3005).
 *
 * @example
 * dropImpliedDependencies(template.Resources);
 */
export const dropImpliedDependencies = (resources: Resources): void => {
  for (const resource of Object.values(resources)) {
    if (resource.DependsOn === undefined) continue;
    const implied = new Set(references(resource.Properties));
    const needed = [resource.DependsOn].flat().filter((id) => !implied.has(id));
    if (needed.length > 0) resource.DependsOn = needed;
    else delete resource.DependsOn;
  }
};
