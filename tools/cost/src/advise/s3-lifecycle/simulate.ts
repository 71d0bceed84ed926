import { type Bill, Exact, priceUsage, type UsageLine } from '@acado/pricing';
import type { Question, Rule } from './input.ts';
import { type AgedUsage, type Part, PARTS, usageAtAge } from './usage-at-age.ts';

/** USD by what they are for; what Intelligent-Tiering takes for watching objects is apart from storage. */
export type Parts = Record<Part | 'monitoring', number>;

/** What a rule costs. */
export interface Simulated {
  /** USD of each month, from the first on. */
  monthly: number[];
  /** USD of all months. */
  parts: Parts;
  bills: Bill[];
}

const MONITORING = 's3.monitoring.INTELLIGENT_TIERING';

/** Usage that differs in nothing but the number of objects becomes one line. */
function merged(usages: readonly AgedUsage[]): UsageLine[] {
  const groups = new Map<string, AgedUsage>();
  for (const usage of usages) {
    if (usage.count === 0) continue;
    const key = `${usage.part} ${JSON.stringify(usage.line(0))}`;
    groups.set(key, { ...usage, count: usage.count + (groups.get(key)?.count ?? 0) });
  }
  return [...groups.values()].map(({ part, count, line }) => ({ ...line(count), label: part }));
}

/** One month of one account: its lines share the volume tiers. */
const monthBill = (usages: readonly AgedUsage[]): Bill => {
  const lines = merged(usages);
  if (lines.length === 0) return { lines: [], total: Exact.ZERO, currency: 'USD' };
  return priceUsage(lines, { month: true });
};

function partsOf(bills: readonly Bill[]): Parts {
  const parts: Parts = {
    storage: 0,
    monitoring: 0,
    requests: 0,
    transitions: 0,
    retrieval: 0,
    'early-delete': 0,
  };
  for (const { usage, unitPrices } of bills.flatMap(({ lines }) => lines)) {
    const part = PARTS.find((candidate) => candidate === usage.label) ?? 'storage';
    for (const { item, cost } of unitPrices) {
      parts[item === MONITORING ? 'monitoring' : part] += cost.toNumber();
    }
  }
  return parts;
}

const simulated = (bills: Bill[]): Simulated => ({
  monthly: bills.map(({ total }) => total.toNumber()),
  parts: partsOf(bills),
  bills,
});

/**
 * Runs a rule on a clock of months of 30 days, each of which brings the same objects. What is still there at the end
 * has nothing to pay for going early.
 *
 * @throws {UnpricedUsageError} naming region and item.
 */
export function simulate(question: Question, rule: Rule): Simulated {
  const present: AgedUsage[] = [];
  const byAge = Array.from({ length: question.months }, (_, age) =>
    question.sizes.flatMap(({ bytes, objectsPerMonth }) =>
      usageAtAge(question, rule, { bytes, objects: objectsPerMonth }, age),
    ),
  );
  return simulated(
    byAge.map((usages) => {
      present.push(...usages);
      return monthBill(present);
    }),
  );
}

/** Runs a rule on objects of one size that come in the first month, and no more after that. */
export function simulateOnce(
  question: Question,
  rule: Rule,
  bytes: number,
  objects: number,
): Simulated {
  return simulated(
    Array.from({ length: question.months }, (_, age) =>
      monthBill(usageAtAge(question, rule, { bytes, objects }, age)),
    ),
  );
}

/** Running totals. */
export function cumulated(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/**
 * The month (from 1) from which on a series of running totals stays below another one; null if it does not.
 */
export function breakEvenMonth(
  totals: readonly number[],
  reference: readonly number[],
): number | null {
  const last = totals.findLastIndex((total, index) => total >= reference[index]!);
  return last === totals.length - 1 ? null : last + 2;
}
