import { type AlarmDefinition, type AlarmState, COMPARISONS } from './definition.ts';

export type Datapoint = { atS: number; value: number };

export type Verdict = { state: AlarmState; reason: string };

/** Periods before the evaluated ones whose data stand in for missing data, as CloudWatch looks back. */
export const LOOK_BACK = 2;

const OPERATOR_WORDS: Record<string, string> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** As CloudWatch writes dates in reasons: `20/11/26 08:15:00`. */
const shortDate = (atS: number): string => {
  const iso = new Date(atS * 1000).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(2, 4)} ${iso.slice(11, 19)}`;
};

const decimal = (value: number): string =>
  Number.isInteger(value) ? value.toFixed(1) : String(value);

/**
 * The state that an alarm's datapoints put it in.
 * @param points Of the evaluated periods and `LOOK_BACK` before them, oldest first; periods without data are absent.
 * @param endS The end of the last period.
 * @returns `undefined` when the alarm keeps its state
 */
export const judge = (
  alarm: AlarmDefinition,
  points: Datapoint[],
  { endS, periodS }: { endS: number; periodS: number },
): Verdict | undefined => {
  const { EvaluationPeriods, Threshold, ComparisonOperator, TreatMissingData } = alarm;
  const needed = alarm.DatapointsToAlarm ?? EvaluationPeriods;
  const breaches = COMPARISONS[ComparisonOperator];
  const real = points.slice(-EvaluationPeriods);
  const breaching = real.filter(({ value }) => breaches?.(value, Threshold));
  const missing = EvaluationPeriods - real.length;

  const state = (): AlarmState | undefined => {
    const filled = TreatMissingData === 'breaching' ? missing : 0;
    if (breaching.length + filled >= needed) return 'ALARM';
    if (TreatMissingData === 'notBreaching' || TreatMissingData === 'breaching') return 'OK';
    if (real.length > breaching.length) return 'OK';
    if (TreatMissingData === 'ignore') return undefined;
    const [oldest] = breaching;
    if (!oldest) return 'INSUFFICIENT_DATA';
    // Every period that has data breaches: an alarm, once the first of them is old enough.
    return (endS - oldest.atS) / periodS >= needed ? 'ALARM' : undefined;
  };

  const reason = (to: AlarmState): string => {
    const word = OPERATOR_WORDS[ComparisonOperator] ?? ComparisonOperator;
    const threshold = `the threshold (${decimal(Threshold)})`;
    if (to === 'INSUFFICIENT_DATA')
      return `Insufficient Data: ${plural(EvaluationPeriods, 'datapoint')} ${EvaluationPeriods === 1 ? 'was' : 'were'} unknown.`;
    if (real.length === 0)
      return `Threshold Crossed: no datapoints were received for ${plural(EvaluationPeriods, 'period')} and ${plural(missing, 'missing datapoint')} ${missing === 1 ? 'was' : 'were'} treated as [${to === 'ALARM' ? 'Breaching' : 'NonBreaching'}].`;
    const shown = to === 'ALARM' ? breaching : real.filter((point) => !breaching.includes(point));
    const listed = shown
      .slice(-5)
      .reverse()
      .map(({ value, atS }) => `${decimal(value)} (${shortDate(atS)})`);
    if (to === 'ALARM')
      return `Threshold Crossed: ${breaching.length} out of the last ${plural(EvaluationPeriods, 'datapoint')} [${listed.join(', ')}] ${breaching.length === 1 ? 'was' : 'were'} ${word} ${threshold} (minimum ${plural(needed, 'datapoint')} for OK -> ALARM transition).`;
    return `Threshold Crossed: ${plural(shown.length, 'datapoint')} [${listed.join(', ')}] ${shown.length === 1 ? 'was' : 'were'} not ${word} ${threshold}.`;
  };

  const to = state();
  return to && { state: to, reason: reason(to) };
};
