import { textOf as text } from '../cursor.ts';
import { conditionsOf } from './conditions.ts';

/** A template with what its own defaults decide filled in; the rest stands as `${…}`. */
export type Resolve = (value: unknown) => unknown;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectAt = (template: Json, key: string): Json =>
  isObject(template[key]) ? template[key] : {};

/**
 * Makes what replaces a template's intrinsic functions. Never throws: what it can't tell becomes a text with `${…}` in
 * it, which the readers complain of where the value matters.
 */
export function resolverOf(template: Json) {
  const parameters = objectAt(template, 'Parameters');
  const mappings = objectAt(template, 'Mappings');

  const ref = (name: string): unknown => {
    if (name === 'AWS::NoValue') return undefined;
    const parameter = parameters[name];
    return isObject(parameter) && parameter.Default !== undefined
      ? parameter.Default
      : `\${${name}}`;
  };
  const sub = (value: unknown): unknown => {
    const [pattern, own] = Array.isArray(value) ? (value as unknown[]) : [value, {}];
    const names = isObject(own) ? own : {};
    return text(pattern).replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) =>
      text(Object.hasOwn(names, name) ? resolve(names[name]) : (ref(name) ?? '')),
    );
  };
  const findInMap = (value: unknown): unknown => {
    const [map, first, second] = Array.isArray(value)
      ? value.map((each) => text(resolve(each)))
      : [];
    const rows = objectAt(mappings, map ?? '');
    return objectAt(rows, first ?? '')[second ?? ''] ?? `\${${[map, first, second].join('.')}}`;
  };
  const join = (value: unknown): unknown => {
    const [separator, list] = Array.isArray(value) ? (value as unknown[]) : [];
    const parts = resolve(list);
    return Array.isArray(parts) ? parts.map(text).join(text(separator)) : parts;
  };
  const select = (value: unknown): unknown => {
    const [index, list] = Array.isArray(value) ? value.map(resolve) : [];
    return Array.isArray(list) ? (list[Number(index)] as unknown) : '${Fn::Select}';
  };
  const split = (value: unknown): unknown => {
    const [separator, whole] = Array.isArray(value) ? value.map((each) => text(resolve(each))) : [];
    return (whole ?? '').split(separator ?? ',');
  };
  const choose = (value: unknown): unknown => {
    const [name, yes, no] = Array.isArray(value) ? (value as unknown[]) : [];
    const holds = condition(text(name));
    if (holds !== undefined) return resolve(holds ? yes : no);
    const [one, other] = [resolve(yes), resolve(no)];
    return JSON.stringify(one) === JSON.stringify(other) ? one : `\${Fn::If ${text(name)}}`;
  };

  const functions: Record<string, (value: unknown) => unknown> = {
    Ref: (value) => ref(text(value)),
    'Fn::GetAtt': (value) => `\${${Array.isArray(value) ? value.join('.') : text(value)}}`,
    'Fn::Sub': sub,
    'Fn::Join': join,
    'Fn::Select': select,
    'Fn::Split': split,
    'Fn::FindInMap': findInMap,
    'Fn::If': choose,
    'Fn::ImportValue': (value) => `\${Fn::ImportValue ${text(resolve(value))}}`,
  };
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((each) => each !== undefined);
    if (!isObject(value)) return value;
    const [key, ...others] = Object.keys(value);
    if (key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
      const known = functions[key];
      return known ? known(value[key]) : `\${${key}}`;
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, each]) => {
        const resolved = resolve(each);
        return resolved === undefined ? [] : [[name, resolved]];
      }),
    );
  };
  const condition = conditionsOf(objectAt(template, 'Conditions'), resolve);
  return { resolve, condition };
}
