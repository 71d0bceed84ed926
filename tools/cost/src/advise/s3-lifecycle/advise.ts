import { type UsedPrice, usedPrices } from '../adviser.ts';
import { stayAt } from './classes.ts';
import type { Question, Rule } from './input.ts';
import {
  breakEvenMonth,
  cumulated,
  type Parts,
  simulate,
  simulateOnce,
  type Simulated,
} from './simulate.ts';

/** A rule and what it costs. */
export interface Outcome {
  rule: string;
  /** USD of all simulated months. */
  cost: number;
  /** USD of the last month. */
  lastMonth: number;
  /** USD by what they are for. */
  parts: Parts;
  /** USD from the beginning to the end of each month. */
  cumulative: number[];
  /** Month (from 1) from which on it stays below "none"; null if it does not within the simulated months. */
  breakEvenMonth: number | null;
  /** Objects have to be restored, which takes minutes to hours, before they can be read. */
  needsRestore: boolean;
}

/** What a rule does to objects of one size. */
export interface SizeOutcome {
  rule: string;
  bytes: number;
  /** The rule moves them, or deletes them. */
  applies: boolean;
  /** USD that a thousand of them save over the simulated months; negative if they cost more. */
  savingPerThousand: number;
  /** Months after their arrival from which on they have paid for their move; null if they do not. */
  paysBackAfterMonths: number | null;
  why: string;
}

/** Advice on lifecycle rules. */
export interface Advice {
  currency: 'USD';
  months: number;
  outcomes: Outcome[];
  cheapest: string;
  /** The cheapest of the rules after which every object can still be read at once. */
  cheapestWithoutRestore: string;
  sizes: SizeOutcome[];
  prices: UsedPrice[];
  model: string;
}

const MODEL =
  'A clock of months of 30 days; the same objects come at the beginning of each month. Rules run at the age in months. Reads hit objects at random; in Intelligent-Tiering a share of e^−reads is not read. Objects that are there at the end have no early-delete charge. List prices with volume tiers of this bucket alone, without free tier, LIST, and transfer.';

const NONE: Rule = { name: 'none', transitions: [], allSizes: false };

/** Class and age of the rules that are tried by default. */
const DEFAULT_TRANSITIONS = [
  ['STANDARD_IA', 1],
  ['INTELLIGENT_TIERING', 0],
  ['GLACIER_IR', 1],
  ['GLACIER', 1],
  ['DEEP_ARCHIVE', 1],
] as const;

/** Enough that a read of one in a thousand objects is not rounded away, but within the first volume tier. */
const sampleOf = (bytes: number): number =>
  Math.max(1, Math.min(100_000, Math.floor((10 * 1024 ** 4) / Math.max(1, bytes))));

/** The rules that a question compares with "none". */
export function candidates({ rules, expireAfterMonths }: Question): Rule[] {
  if (rules) return rules;
  const expiry = expireAfterMonths === undefined ? {} : { expireAfterMonths };
  const ofClasses = DEFAULT_TRANSITIONS.filter(
    ([, afterMonths]) => afterMonths < (expireAfterMonths ?? Infinity),
  ).map(([storageClass, afterMonths]) => ({
    name: `${storageClass} at ${afterMonths * 30} days`,
    transitions: [{ storageClass, afterMonths }],
    allSizes: false,
    ...expiry,
  }));
  const only = { name: 'expiration only', transitions: [], allSizes: false, ...expiry };
  return expireAfterMonths === undefined ? ofClasses : [only, ...ofClasses];
}

/**
 * Compares lifecycle rules over some months.
 *
 * @throws {UnpricedUsageError} naming region and item.
 *
 * @example
 * adviseS3Lifecycle(questionSchema.parse(exampleQuestion)).cheapest;
 */
export function adviseS3Lifecycle(question: Question): Advice {
  const rules = [NONE, ...candidates(question)];
  const runs = rules.map((rule) => ({ rule, result: simulate(question, rule) }));
  const reference = cumulated(runs[0]!.result.monthly);
  const outcomes = runs.map(({ rule, result }) => outcomeOf(question, rule, result, reference));
  const cheapest = (some: readonly Outcome[]) =>
    some.reduce((a, b) => (b.cost < a.cost ? b : a)).rule;
  return {
    currency: 'USD',
    months: question.months,
    outcomes,
    cheapest: cheapest(outcomes),
    cheapestWithoutRestore: cheapest(outcomes.filter(({ needsRestore }) => !needsRestore)),
    sizes: question.sizes.flatMap(({ bytes }) => {
      const none = simulateOnce(question, NONE, bytes, sampleOf(bytes));
      return rules.slice(1).map((rule) => sizeOutcome(question, rule, bytes, none));
    }),
    prices: usedPrices(runs.flatMap(({ result }) => result.bills)),
    model: MODEL,
  };
}

function outcomeOf(
  question: Question,
  rule: Rule,
  { monthly, parts }: Simulated,
  reference: readonly number[],
): Outcome {
  const cumulative = cumulated(monthly);
  const needsRestore = rule.transitions.some(
    ({ storageClass, afterMonths }) =>
      (storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE') &&
      afterMonths < question.months,
  );
  return {
    rule: rule.name,
    cost: cumulative.at(-1)!,
    lastMonth: monthly.at(-1)!,
    parts,
    cumulative,
    breakEvenMonth: breakEvenMonth(cumulative, reference),
    needsRestore,
  };
}

function sizeOutcome(question: Question, rule: Rule, bytes: number, none: Simulated): SizeOutcome {
  const result = simulateOnce(question, rule, bytes, sampleOf(bytes));
  const applies = changes(question, rule, bytes);
  const totals = cumulated(result.monthly);
  const reference = cumulated(none.monthly);
  return {
    rule: rule.name,
    bytes,
    applies,
    savingPerThousand: savingPerThousand(result, none, bytes),
    paysBackAfterMonths: applies ? breakEvenMonth(totals, reference) : null,
    why: applies ? because(result.parts, none.parts) : whyNot(question, rule, bytes, none),
  };
}

/** Whether a rule does anything to objects of a size within the simulated months. */
function changes({ months }: Question, rule: Rule, bytes: number): boolean {
  const { expireAfterMonths: expiry = Infinity } = rule;
  const age = Math.min(months, expiry) - 1;
  return expiry < months || stayAt(rule, bytes, age).storageClass !== 'STANDARD';
}

const savingPerThousand = (own: Simulated, none: Simulated, bytes: number): number => {
  const total = ({ monthly }: Simulated) => cumulated(monthly).at(-1)!;
  return ((total(none) - total(own)) * 1000) / sampleOf(bytes);
};

/** Why a rule does nothing to objects of a size, and what it would do if it took them too. */
function whyNot(question: Question, rule: Rule, bytes: number, none: Simulated): string {
  const forced = { ...rule, allSizes: true };
  if (!changes(question, forced, bytes)) return 'nothing happens within the simulated months';
  const result = simulateOnce(question, forced, bytes, sampleOf(bytes));
  const saving = savingPerThousand(result, none, bytes);
  const would = `${saving < 0 ? 'cost' : 'save'} ${Math.abs(saving).toPrecision(3)} USD`;
  return `skipped, being under 128 KB; with allSizes 1,000 would ${would}: ${because(result.parts, none.parts)}`;
}

/** What the storage saves, and the part that takes most of it away. */
function because(own: Parts, none: Parts): string {
  const saving = none.storage - own.storage;
  const times = own.storage / none.storage;
  if (saving <= 0) {
    return times > 1
      ? `storage itself costs ${times.toPrecision(3)} times as much, by minimum billable size or overhead per object`
      : 'storage costs the same, so that what the move costs is lost';
  }
  const extras = (['transitions', 'retrieval', 'requests', 'monitoring', 'early-delete'] as const)
    .map((part) => ({ part, share: (own[part] - none[part]) / saving }))
    .sort((a, b) => b.share - a.share);
  const { part, share } = extras[0]!;
  if (share <= 0) return 'storage saves, nothing is against it';
  return `${part}: ${(share * 100).toFixed(0)} % of what storage saves`;
}
