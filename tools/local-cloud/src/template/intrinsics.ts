import { type Scope } from './evaluate.ts';
import { substitute } from './substitute.ts';

/** What `Ref: AWS::NoValue` evaluates to; whoever holds it drops the property. */
export const NO_VALUE = Symbol('AWS::NoValue');

export type Call = {
  scope: Scope;
  fail: (message: string) => never;
  /** Evaluates an argument; `at` is its place below the function's name. */
  evaluate: (value: unknown, ...at: (string | number)[]) => unknown;
};

type Intrinsic = (argument: unknown, call: Call) => unknown;

const list = (argument: unknown, length: number, call: Call): unknown[] => {
  if (!Array.isArray(argument) || argument.length !== length)
    return call.fail(`expects a list of ${length}`);
  return argument.map((item, index) => call.evaluate(item, index));
};

const text = (value: unknown, call: Call): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return call.fail(`expects text and got ${JSON.stringify(value)}`);
};

const truth = (value: unknown, call: Call): boolean => {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return call.fail(`expects a condition and got ${JSON.stringify(value)}`);
};

const conditions = (argument: unknown, call: Call): boolean[] => {
  if (!Array.isArray(argument)) return call.fail('expects a list of conditions');
  return argument.map((item, index) => truth(call.evaluate(item, index), call));
};

const named = (name: string, call: Call): boolean =>
  call.scope.condition(name) ?? call.fail(`there is no condition ${name}`);

const ref: Intrinsic = (argument, call) => {
  if (typeof argument !== 'string') return call.fail('expects a name');
  if (argument === 'AWS::NoValue') return NO_VALUE;
  return call.scope.ref(argument) ?? call.fail(`there is no resource or parameter ${argument}`);
};

const getAtt: Intrinsic = (argument, call) => {
  const parts = typeof argument === 'string' ? argument.split('.') : argument;
  if (!Array.isArray(parts) || parts.length < 2) return call.fail('expects [resource, attribute]');
  const [logicalId, ...rest] = parts.map((part, index) => text(call.evaluate(part, index), call));
  const attribute = rest.join('.');
  return (
    call.scope.getAtt(logicalId ?? '', attribute) ??
    call.fail(`${logicalId} has no attribute ${attribute}`)
  );
};

/** The intrinsic functions by the name that templates call them. */
export const intrinsics: Record<string, Intrinsic> = {
  Ref: ref,
  Condition: (argument, call) => named(text(argument, call), call),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': (argument, call) => substitute(argument, call),
  'Fn::Join': (argument, call) => {
    const [delimiter, parts] = list(argument, 2, call);
    if (!Array.isArray(parts)) return call.fail('expects a list to join');
    return parts.map((part: unknown) => text(part, call)).join(text(delimiter, call));
  },
  'Fn::Split': (argument, call) => {
    const [delimiter, source] = list(argument, 2, call);
    return text(source, call).split(text(delimiter, call));
  },
  'Fn::Select': (argument, call) => {
    const [index, source] = list(argument, 2, call);
    if (!Array.isArray(source)) return call.fail('expects a list to select from');
    const elements: unknown[] = source;
    return elements[Number(index)] ?? call.fail(`there is no element ${Number(index)}`);
  },
  'Fn::If': (argument, call) => {
    if (!Array.isArray(argument) || argument.length !== 3)
      return call.fail('expects [condition, then, else]');
    return named(text(argument[0], call), call)
      ? call.evaluate(argument[1], 1)
      : call.evaluate(argument[2], 2);
  },
  'Fn::Equals': (argument, call) => {
    const [left, right] = list(argument, 2, call);
    return text(left, call) === text(right, call);
  },
  'Fn::And': (argument, call) => conditions(argument, call).every(Boolean),
  'Fn::Or': (argument, call) => conditions(argument, call).some(Boolean),
  'Fn::Not': (argument, call) => !conditions(argument, call)[0],
  'Fn::FindInMap': (argument, call) => {
    const [map = '', first = '', second = ''] = list(argument, 3, call).map((key) =>
      text(key, call),
    );
    return (
      call.scope.mapping(map, first, second) ??
      call.fail(`mapping ${map} has no ${first}.${second}`)
    );
  },
  'Fn::Base64': (argument, call) =>
    Buffer.from(text(call.evaluate(argument), call)).toString('base64'),
  'Fn::ImportValue': (argument, call) => {
    const name = text(call.evaluate(argument), call);
    return call.scope.importValue(name) ?? call.fail(`no loaded stack exports ${name}`);
  },
  'Fn::GetAZs': (_argument, call) => ['a', 'b', 'c'].map((zone) => call.scope.region + zone),
};
