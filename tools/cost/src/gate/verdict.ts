import { usd } from '../estimate/report.ts';
import { BUDGET_FILE, type Budget } from './budget.ts';
import type { Comparison, RowDifference } from './compare.ts';

/** A meter under this, in USD for a million events, may do what it likes. */
const NEGLIGIBLE = 0.0005;

/** Whether a change is within its budget. */
export interface Verdict {
  /** What is over the budget; none: it passes. */
  problems: string[];
  /** Meters that rose more than one change may raise them. */
  meters: RowDifference[];
  /** What to know of it nevertheless. */
  notes: string[];
}

/**
 * Judges a change by its budget. Only a difference larger than the noise of the measurement counts, and what was over the
 * budget before the change is not the change's fault.
 *
 * @param before The budget before the change; who raises it accepts the increase.
 */
export function judge(
  { events, monthly }: Comparison,
  budget: Budget,
  before: Budget | undefined,
): Verdict {
  const increase = events.after - events.before;
  const isReal = increase > events.noise && increase > NEGLIGIBLE;
  const isNew = events.before === 0;
  const raised = before !== undefined && budget.usdPerMillionEvents > before.usdPerMillionEvents;
  const problems: string[] = [];
  const notes: string[] = [];

  if (events.after > budget.usdPerMillionEvents) {
    const text = `a million events cost ${usd(events.after)} USD, over the budget of ${usd(budget.usdPerMillionEvents)} USD`;
    if (isReal) problems.push(text);
    else notes.push(`Not by this change: ${text}.`);
  }
  if (monthly.after > budget.usdPerMonth) {
    const text = `a month costs ${usd(monthly.after)} USD beside its events, over the budget of ${usd(budget.usdPerMonth)} USD`;
    if (monthly.after > monthly.before) problems.push(text);
    else notes.push(`Not by this change: ${text}.`);
  }

  const percent = (100 * increase) / (events.before || 1);
  const tooMuch = !isNew && isReal && percent > budget.increasePercent;
  const meters = events.rows.filter(
    ({ before: was, after: is, noise }) =>
      was > 0 &&
      is > NEGLIGIBLE &&
      is - was > noise &&
      100 * (is / was - 1) > budget.meterIncreasePercent,
  );
  if (raised) {
    if (tooMuch || meters.length > 0)
      notes.push(
        `The increase is accepted: the change raises the budget from ${usd(before.usdPerMillionEvents)} to ${usd(budget.usdPerMillionEvents)} USD.`,
      );
    return { problems, meters: [], notes };
  }
  if (tooMuch)
    problems.push(
      `a million events cost ${percent.toFixed(1)} % more; one change may add ${budget.increasePercent} %`,
    );
  for (const { function: name, item, before: was, after: is } of meters)
    problems.push(
      `${item} of ${name ?? 'the service'} costs ${(100 * (is / was - 1)).toFixed(0)} % more; one change may add ${budget.meterIncreasePercent} %`,
    );
  if (problems.length > 0)
    notes.push(
      `If it is worth it, raise usdPerMillionEvents (or usdPerMonth) of the service in ${BUDGET_FILE} with the change.`,
    );
  return { problems, meters, notes };
}
