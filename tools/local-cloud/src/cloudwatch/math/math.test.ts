import { evaluateExpression, type Series, type Value } from './evaluate.ts';
import { parseExpression, referencesOf } from './parse.ts';

const series = (...values: (number | undefined)[]): Series =>
  new Map(
    values.flatMap((value, index): [number, number][] =>
      value === undefined ? [] : [[index * 60, value]],
    ),
  );
const known: Record<string, Value> = {
  a: series(1, 2, 3),
  b: series(10, undefined, 30),
  zero: series(0, 0, 1),
};
const compute = (source: string): Value =>
  evaluateExpression(parseExpression(source), {
    lookUp: (id) => known[id] ?? NaN,
    metrics: () => [series(1, 2, 3), series(10, undefined, 30)],
    periods: [0, 60, 120],
    periodS: 60,
  });

describe('evaluateExpression', () => {
  it.each<[string, Value]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2 ^ 2', -4],
    ['8 - 4 - 2', 2],
    ['1e3 / 4', 250],
    ['a * 100', series(100, 200, 300)],
    ['a + b', series(11, undefined, 33)],
    ['a / zero', series(undefined, undefined, 3)],
    ['SUM(METRICS())', series(11, 2, 33)],
    ['AVG([a, b])', series(5.5, 2, 16.5)],
    ['MAX(a)', 3],
    ['min(a)', 1],
    ['SUM(a) / 3', 2],
    ['RATE(a)', series(undefined, 1 / 60, 1 / 60)],
    ['DIFF(a)', series(undefined, 1, 1)],
    ['FILL(b, 0)', series(10, 0, 30)],
    ['FILL(b, REPEAT)', series(10, 10, 30)],
    ['a / PERIOD(a) * 60', series(1, 2, 3)],
    ['IF(a > 1, a, 0)', series(0, 2, 3)],
    ['a >= 2 AND a < 3', series(0, 1, 0)],
  ])('computes %s', (source, expected) => {
    expect(compute(source)).toEqual(expected);
  });

  it('names what it does not have', () => {
    expect(() => compute('ANOMALY_DETECTION_BAND(a)')).toThrow(
      'the local cloud does not have the function ANOMALY_DETECTION_BAND',
    );
    expect(() => compute("SEARCH('{AWS/Lambda}', 'Sum')")).toThrow('SEARCH');
  });
});

describe('parseExpression', () => {
  it.each(['', '1 +', 'a b', '(a', 'SUM(a', '#', 'a +* b', '('.repeat(5000)])(
    'refuses %j',
    (source) => {
      expect(() => parseExpression(source)).toThrow('Error in expression');
    },
  );

  it('finds the ids that are referred to', () => {
    expect(referencesOf(parseExpression('SUM([a, b]) + c'))).toEqual(['a', 'b', 'c']);
  });
});
