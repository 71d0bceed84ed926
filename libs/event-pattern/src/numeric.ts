import type { Scalar } from './fields.ts';
import { refuse } from './refuse.ts';

const COMPARISONS = new Map<string, (value: number, bound: number) => boolean>(
  Object.entries({
    '=': (value, bound) => value === bound,
    '<': (value, bound) => value < bound,
    '<=': (value, bound) => value <= bound,
    '>': (value, bound) => value > bound,
    '>=': (value, bound) => value >= bound,
  }),
);

/** `[operator, number]` or a range `[> or >=, bottom, < or <=, top]`. */
export const numericTest = (operand: unknown): ((value: Scalar) => boolean) => {
  if (!Array.isArray(operand)) return refuse('Value of numeric must be an array.');
  const [operator, bound, second, top, ...rest] = operand as unknown[];
  if (typeof operator !== 'string')
    return refuse(
      `Invalid member in numeric match: ${operator === undefined ? ']' : JSON.stringify(operator)}`,
    );
  const compare =
    COMPARISONS.get(operator) ?? refuse(`Unrecognized numeric range operator: ${operator}`);
  if (typeof bound !== 'number')
    return refuse(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
  if (operand.length === 2) return (value) => typeof value === 'number' && compare(value, bound);
  if (!operator.startsWith('>')) return refuse('Too many elements in numeric expression');
  if (typeof second !== 'string') return refuse(`Bad value in numeric range: ${String(second)}`);
  if (second !== '<' && second !== '<=') return refuse(`Bad numeric range operator: ${second}`);
  if (typeof top !== 'number') return refuse(`Value of ${second} must be numeric`);
  if (rest.length > 0) return refuse('Too many terms in numeric range expression');
  if (bound >= top) return refuse('Bottom must be less than top');
  const below = second === '<' ? (value: number) => value < top : (value: number) => value <= top;
  return (value) => typeof value === 'number' && compare(value, bound) && below(value);
};
