import type { Unread } from '../../model/place.ts';
import { Cursor } from '../cursor.ts';
import { resolverOf } from './intrinsics.ts';

/** A resource of a template with its properties resolved. */
export interface Resource {
  logicalId: string;
  type: string;
  /** How others refer to it: `${LogicalId}`. */
  ref: string;
  properties: Cursor;
}

export type Resources = ReturnType<typeof resourcesOf>;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Resources of a template by type, without those whose condition says no. */
export function resourcesOf(template: Json, file: string, unread: Unread[]) {
  const { resolve, condition } = resolverOf(template);
  const all = Object.entries(isObject(template.Resources) ? template.Resources : {}).flatMap(
    ([logicalId, resource]): Resource[] => {
      const path = `Resources.${logicalId}`;
      if (!isObject(resource) || typeof resource.Type !== 'string') {
        unread.push({ place: { file, path }, what: 'Expected a resource with a Type' });
        return [];
      }
      if (typeof resource.Condition === 'string' && condition(resource.Condition) === false)
        return [];
      const place = { file, path: `${path}.Properties` };
      const properties = new Cursor(resolve(resource.Properties) ?? {}, place, unread);
      return [{ logicalId, type: resource.Type, ref: `\${${logicalId}}`, properties }];
    },
  );
  return {
    all,
    ofType: (...types: string[]): Resource[] => all.filter(({ type }) => types.includes(type)),
    /** Those of an API. */
    of: (api: Resource, ...types: string[]): Resource[] =>
      all.filter(
        ({ type, properties }) =>
          types.includes(type) && properties.get('RestApiId').value === api.ref,
      ),
  };
}
