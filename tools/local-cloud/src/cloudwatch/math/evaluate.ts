import { type Expression, mathError } from './parse.ts';

/** Values by the beginning of their period, in seconds, in ascending order. */
export type Series = Map<number, number>;
export type Value = number | Series | Series[];

export type MathScope = {
  lookUp: (id: string) => Value;
  /** What `METRICS()` stands for. */
  metrics: () => Series[];
  /** The beginnings of all periods of the request, for `FILL`. */
  periods: number[];
  periodS: number;
};

const truth = (value: boolean): number => (value ? 1 : 0);

const OPERATORS: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  '<': (a, b) => truth(a < b),
  '<=': (a, b) => truth(a <= b),
  '>': (a, b) => truth(a > b),
  '>=': (a, b) => truth(a >= b),
  '&&': (a, b) => truth(a !== 0 && b !== 0),
  AND: (a, b) => truth(a !== 0 && b !== 0),
  '||': (a, b) => truth(a !== 0 || b !== 0),
  OR: (a, b) => truth(a !== 0 || b !== 0),
};

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** Over the values of one series, or at each time over several. */
const AGGREGATES: Record<string, (values: number[]) => number> = {
  SUM: sum,
  AVG: (values) => sum(values) / values.length,
  MIN: (values) => values.reduce((a, b) => Math.min(a, b)),
  MAX: (values) => values.reduce((a, b) => Math.max(a, b)),
};

const EACH: Record<string, (value: number) => number> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
};

const map = (value: Value, change: (single: number) => number): Value => {
  if (typeof value === 'number') return change(value);
  if (Array.isArray(value)) return value.map((series) => map(series, change) as Series);
  return new Map([...value].map(([at, single]) => [at, change(single)]));
};

/** Two series meet where both have a value; what can't be computed, such as x / 0, has none. */
const combine = (left: Value, right: Value, apply: (a: number, b: number) => number): Value => {
  if (Array.isArray(left)) return left.map((series) => combine(series, right, apply) as Series);
  if (Array.isArray(right)) return right.map((series) => combine(left, series, apply) as Series);
  if (typeof left === 'number') {
    if (typeof right === 'number') return apply(left, right);
    return finite([...right].map(([at, value]) => [at, apply(left, value)]));
  }
  return finite(
    [...left].flatMap(([at, value]): [number, number][] => {
      const other = typeof right === 'number' ? right : right.get(at);
      return other === undefined ? [] : [[at, apply(value, other)]];
    }),
  );
};

const finite = (points: [number, number][]): Series =>
  new Map(points.filter(([, value]) => Number.isFinite(value)));

const aggregate = (value: Value, over: (values: number[]) => number): Value => {
  if (typeof value === 'number') return value;
  if (!Array.isArray(value)) return value.size === 0 ? NaN : over([...value.values()]);
  const times = [...new Set(value.flatMap((series) => [...series.keys()]))].sort((a, b) => a - b);
  return new Map(times.map((at) => [at, over(value.flatMap((series) => series.get(at) ?? []))]));
};

const pairs = (series: Series, apply: (change: number, seconds: number) => number): Series => {
  const points = [...series];
  return new Map(
    points.slice(1).map(([at, value], index) => {
      const [before = 0, previous = 0] = points[index] ?? [];
      return [at, apply(value - previous, at - before)];
    }),
  );
};

const seriesOf = (value: Value | undefined, name: string): Series => {
  if (value instanceof Map) return value;
  throw mathError(`${name} takes a time series`);
};

const fill = (series: Series, how: Value | 'REPEAT', periods: number[]): Series => {
  let last: number | undefined;
  const points = periods.flatMap((at): [number, number][] => {
    const given = how === 'REPEAT' ? last : how instanceof Map ? how.get(at) : how;
    last = series.get(at) ?? (typeof given === 'number' ? given : undefined);
    return last === undefined ? [] : [[at, last]];
  });
  return new Map(points);
};

const choose = (condition: Value, yes: Value, no: Value, periods: number[]): Value => {
  if (typeof condition === 'number') return condition === 0 ? no : yes;
  const chosen = (at: number): number | undefined => {
    const test = seriesOf(condition, 'IF').get(at);
    if (test === undefined) return undefined;
    const side = test === 0 ? no : yes;
    return typeof side === 'number' ? side : seriesOf(side, 'IF').get(at);
  };
  return new Map(
    periods.flatMap((at): [number, number][] => {
      const value = chosen(at);
      return value === undefined ? [] : [[at, value]];
    }),
  );
};

/** @throws AwsError `ValidationError` for a function that is not modelled or takes other arguments */
export const evaluateExpression = (expression: Expression, scope: MathScope): Value => {
  const evaluate = (part: Expression): Value => evaluateExpression(part, scope);

  const call = (name: string, given: Expression[]): Value => {
    const argument = (index: number): Value => {
      const part = given[index];
      if (!part) throw mathError(`${name} takes more arguments`);
      return evaluate(part);
    };
    if (name === 'METRICS') return scope.metrics();
    if (name === 'PERIOD') return scope.periodS;
    if (name === 'RATE') return pairs(seriesOf(argument(0), name), (change, s) => change / s);
    if (name === 'DIFF') return pairs(seriesOf(argument(0), name), (change) => change);
    if (name === 'IF')
      return choose(argument(0), argument(1), given[2] ? argument(2) : new Map(), scope.periods);
    if (name === 'FILL') {
      const [, how] = given;
      const repeat = how?.kind === 'reference' && how.id === 'REPEAT';
      const value = argument(0);
      const fillOne = (series: Series) =>
        fill(series, repeat ? 'REPEAT' : argument(1), scope.periods);
      return Array.isArray(value) ? value.map(fillOne) : fillOne(seriesOf(value, name));
    }
    const over = Object.hasOwn(AGGREGATES, name) ? AGGREGATES[name] : undefined;
    if (over) return aggregate(argument(0), over);
    const each = Object.hasOwn(EACH, name) ? EACH[name] : undefined;
    if (each) return map(argument(0), each);
    throw mathError(`the local cloud does not have the function ${name}`);
  };

  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'text':
      throw mathError(`"${expression.value}" is no value`);
    case 'reference':
      return scope.lookUp(expression.id);
    case 'list':
      return expression.items.flatMap((item) => {
        const value = evaluate(item);
        return Array.isArray(value) ? value : [seriesOf(value, 'A list')];
      });
    case 'operation': {
      const apply = OPERATORS[expression.operator];
      if (!apply) throw mathError(`the local cloud does not have ${expression.operator}`);
      return combine(evaluate(expression.left), evaluate(expression.right), apply);
    }
    case 'call':
      return call(expression.name, expression.arguments);
  }
};
