import { intrinsics, NO_VALUE } from './intrinsics.ts';
import { TemplateError } from './template-error.ts';

export type Path = readonly (string | number)[];

/** Everything an expression in a template can look up. A look-up answers `undefined` for what does not exist. */
export type Scope = {
  stackName: string;
  /** Physical id of a resource, value of a parameter or pseudo parameter. */
  ref: (name: string) => unknown;
  getAtt: (logicalId: string, attribute: string) => unknown;
  condition: (name: string) => boolean | undefined;
  mapping: (map: string, first: string, second: string) => unknown;
  importValue: (name: string) => unknown;
  region: string;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The name of the intrinsic function that `value` is a call of. */
export const intrinsicName = (value: Record<string, unknown>): string | undefined => {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? name : undefined;
};

/**
 * Replaces every intrinsic function in `value` by its result; `AWS::NoValue` removes the property that holds it.
 * @throws TemplateError naming the path of the expression that can't be evaluated.
 */
export const evaluate = (value: unknown, scope: Scope, path: Path): unknown => {
  const result = evaluateDeep(value, scope, path);
  return result === NO_VALUE ? undefined : result;
};

const evaluateDeep = (value: unknown, scope: Scope, path: Path): unknown => {
  if (Array.isArray(value))
    return value
      .map((item, index) => evaluateDeep(item, scope, [...path, index]))
      .filter((item) => item !== NO_VALUE);
  if (!isObject(value)) return value;
  const name = intrinsicName(value);
  // `Condition` alone is a reference only inside conditions; in an IAM statement it is an ordinary key.
  if (name !== undefined && (name !== 'Condition' || typeof value[name] === 'string')) {
    const run = intrinsics[name];
    if (!run) throw new TemplateError(scope.stackName, path, `${name} is not supported`);
    return run(value[name], {
      scope,
      fail: (message) => {
        throw new TemplateError(scope.stackName, [...path, name], message);
      },
      evaluate: (inner, ...at) => evaluateDeep(inner, scope, [...path, name, ...at]),
    });
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, evaluateDeep(item, scope, [...path, key])] as const)
      .filter(([, item]) => item !== NO_VALUE),
  );
};
