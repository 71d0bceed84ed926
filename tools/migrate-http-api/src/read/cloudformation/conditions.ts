import { textOf } from '../cursor.ts';
import type { Resolve } from './intrinsics.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Evaluates a template's conditions as far as its defaults decide them. */
export function conditionsOf(definitions: Record<string, unknown>, resolve: Resolve) {
  const evaluate = (value: unknown, path: readonly string[]): boolean | undefined => {
    if (!isObject(value)) return undefined;
    const operands = (name: string) => {
      const list = value[name];
      return Array.isArray(list) ? list.map((each: unknown) => evaluate(each, path)) : [];
    };
    if (typeof value.Condition === 'string') return named(value.Condition, path);
    if (Array.isArray(value['Fn::Equals'])) {
      const [one, other] = value['Fn::Equals'].map((each: unknown) => textOf(resolve(each)));
      return one!.includes('${') || other!.includes('${') ? undefined : one === other;
    }
    if ('Fn::Not' in value) {
      const [operand] = operands('Fn::Not');
      return operand === undefined ? undefined : !operand;
    }
    if ('Fn::And' in value) return all(operands('Fn::And'), false);
    if ('Fn::Or' in value) return all(operands('Fn::Or'), true);
    return undefined;
  };
  const named = (name: string, path: readonly string[] = []): boolean | undefined =>
    path.includes(name) ? undefined : evaluate(definitions[name], [...path, name]);
  return named;
}

/** One `decisive` decides; otherwise one unknown leaves it open. */
function all(values: (boolean | undefined)[], decisive: boolean): boolean | undefined {
  if (values.includes(decisive)) return decisive;
  return values.includes(undefined) ? undefined : !decisive;
}
