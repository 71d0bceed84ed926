import { alarmProperties } from './definition.ts';
import { judge } from './judge.ts';

const anAlarm = (overrides: object) =>
  alarmProperties.parse({
    AlarmName: 'a',
    Namespace: 'n',
    MetricName: 'm',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanThreshold',
    ...overrides,
  });

/** `0` is within the threshold, `X` is not, `-` is missing; the last is the newest. */
const verdict = (points: string, overrides: object) => {
  const all = points.split(' ');
  const given = all.flatMap((sign, index) =>
    sign === '-' ? [] : [{ atS: index * 60, value: sign === 'X' ? 11 : 0 }],
  );
  return judge(anAlarm(overrides), given, { endS: all.length * 60, periodS: 60 });
};

// CloudWatch's own tables: Configuring how CloudWatch alarms treat missing data.
const tables: [string, number, (string | undefined)[]][] = [
  ['0 - X - X', 3, ['OK', 'OK', 'OK', 'OK']],
  ['0 - - - -', 3, ['OK', 'OK', 'OK', 'OK']],
  ['- - - - -', 3, ['INSUFFICIENT_DATA', undefined, 'ALARM', 'OK']],
  ['0 X X - X', 3, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['- - X - -', 3, ['ALARM', undefined, 'ALARM', 'OK']],
  ['0 - X - X', 2, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['0 0 X 0 X', 2, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['0 - X - -', 2, ['OK', 'OK', 'ALARM', 'OK']],
  ['- - - - 0', 2, ['OK', 'OK', 'ALARM', 'OK']],
  ['- - - X -', 2, ['ALARM', undefined, 'ALARM', 'OK']],
];

describe('judge', () => {
  it.each(tables)('treats %s, %i of 3 to alarm, as CloudWatch does', (points, needed, expected) => {
    const states = ['missing', 'ignore', 'breaching', 'notBreaching'].map(
      (TreatMissingData) => verdict(points, { DatapointsToAlarm: needed, TreatMissingData })?.state,
    );

    expect(states).toEqual(expected);
  });

  it('does not alarm on a first datapoint that is too young', () => {
    expect(verdict('- - - - X', {})).toBeUndefined();
  });

  it.each([
    ['GreaterThanThreshold', 'OK'],
    ['GreaterThanOrEqualToThreshold', 'ALARM'],
    ['LessThanThreshold', 'OK'],
    ['LessThanOrEqualToThreshold', 'ALARM'],
  ])('compares a value at the threshold by %s', (ComparisonOperator, state) => {
    const alarm = anAlarm({ ComparisonOperator, EvaluationPeriods: 1 });
    const points = [{ atS: 0, value: 10 }];

    expect(judge(alarm, points, { endS: 60, periodS: 60 })?.state).toBe(state);
  });

  it('gives reasons in the words of CloudWatch', () => {
    expect(verdict('X X X', {})?.reason).toBe(
      'Threshold Crossed: 3 out of the last 3 datapoints [11.0 (01/01/70 00:02:00), 11.0 (01/01/70 00:01:00), 11.0 (01/01/70 00:00:00)] were greater than the threshold (10.0) (minimum 3 datapoints for OK -> ALARM transition).',
    );
    expect(verdict('- - -', { TreatMissingData: 'notBreaching' })?.reason).toBe(
      'Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [NonBreaching].',
    );
  });
});
