import type { Analysis, Measurement } from '@acado/tuning';
import { failureText } from '../report/failure-groups.ts';
import { nameOf, percent } from '../report/format.ts';
import { type Change, changeOf, RELATIONS, type Verdict, verdictOf } from './change.ts';
import type { Side } from './comparison.ts';

/** What decides between two sides. */
export interface Criteria {
  strategy: Analysis['strategy'];
  /** Weight of cost, 0 to 1. */
  balancedWeight: number;
  minimumEffect: number;
}

export interface Judgement {
  verdict: Verdict;
  reason: string;
  cost?: Change | undefined;
  duration?: Change | undefined;
}

export const costChange = (before: Measurement, after: Measurement, minimumEffect: number) =>
  changeOf(
    { value: before.averageCostUsd, interval: before.costInterval },
    { value: after.averageCostUsd, interval: after.costInterval },
    minimumEffect,
  );

export const durationChange = (before: Measurement, after: Measurement, minimumEffect: number) =>
  changeOf(
    { value: before.averageDurationMs, interval: before.durationInterval },
    { value: after.averageDurationMs, interval: after.durationInterval },
    minimumEffect,
  );

/** Judges the configurations of two sides: first whether they work at all, then by the strategy. */
export function judge(before: Side, after: Side, criteria: Criteria): Judgement {
  const problemBefore = problemOf(before);
  const problemAfter = problemOf(after);
  const [b, a] = [before.measurement, after.measurement];
  const changes = b &&
    a && {
      cost: costChange(b, a, criteria.minimumEffect),
      duration: durationChange(b, a, criteria.minimumEffect),
    };
  if (problemAfter !== undefined && problemBefore === undefined) {
    return { ...changes, verdict: 'worse', reason: `${sideName(after)}: ${problemAfter}.` };
  }
  if (problemBefore !== undefined && problemAfter === undefined) {
    return { ...changes, verdict: 'better', reason: `${sideName(before)}: ${problemBefore}.` };
  }
  if (!changes) {
    const missing = [before, after].filter(({ measurement }) => measurement === undefined);
    return {
      verdict: 'same',
      reason: `They can't be compared: ${missing.map(sideName).join(' and ')} was not measured.`,
    };
  }
  const decisive = decisiveOf(changes, before, after, criteria);
  return {
    ...changes,
    verdict: decisive.verdict,
    reason: reasonOf(changes, decisive, before, after),
  };
}

const sideName = (side: Side): string =>
  side.name === side.architecture ? nameOf(side) : `${side.name} (${nameOf(side)})`;

/** Why a side's configuration may not be used. */
function problemOf({ memoryMb, architecture, failures, measurement }: Side): string | undefined {
  const failure = failures.find(
    (failed) => failed.memoryMb === memoryMb && failed.architecture === architecture,
  );
  return failure ? failureText(failure).replace(/\.$/, '') : measurement?.refusedBecause;
}

interface Changes {
  cost: Change;
  duration: Change;
}

/** The change that the strategy looks at. */
function decisiveOf(
  { cost, duration }: Changes,
  before: Side,
  after: Side,
  criteria: Criteria,
): Pick<Change, 'verdict'> {
  if (criteria.strategy === 'cost') return cost;
  if (criteria.strategy === 'speed') return duration;
  const weight = weightOfCost({ cost, duration }, [before, after], criteria.balancedWeight);
  const weighted = (ofCost: number, ofDuration: number): number =>
    weight * ofCost + (1 - weight) * ofDuration;
  const [highCost, highDuration] = [cost.interval[1], duration.interval[1]];
  const high = highCost === null || highDuration === null ? null : weighted(highCost, highDuration);
  const low = weighted(cost.interval[0], duration.interval[0]);
  return { verdict: verdictOf([low, high], criteria.minimumEffect) };
}

/**
 * How much a change of cost counts in `balanced`. That strategy looks at cost and duration as shares of the largest, so
 * that one of two per cent of the largest hardly counts, whatever its weight; what a run recommends, a comparison must
 * not call worse.
 */
function weightOfCost({ cost, duration }: Changes, sides: Side[], balancedWeight: number): number {
  const all = sides
    .flatMap(({ measurements }) => measurements)
    .filter(({ refusedBecause }) => refusedBecause === undefined);
  const highest = Math.max(...all.map(({ averageCostUsd }) => averageCostUsd), cost.before);
  const longest = Math.max(
    ...all.map(({ averageDurationMs }) => averageDurationMs),
    duration.before,
  );
  const ofCost = (balancedWeight * cost.before) / highest;
  const ofDuration = ((1 - balancedWeight) * duration.before) / longest;
  return ofCost + ofDuration === 0 ? balancedWeight : ofCost / (ofCost + ofDuration);
}

function reasonOf(
  { cost, duration }: Changes,
  { verdict }: Pick<Change, 'verdict'>,
  before: Side,
  after: Side,
): string {
  const text = `${sideName(after)} ${RELATIONS[verdict]} ${sideName(before)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}: cost ${changeText(cost)}, duration ${changeText(duration)}.`;
}

/** `−12 % (−15 to −9 %)`. */
export function changeText({ relative, interval: [low, high] }: Change): string {
  const upper = high === null ? 'no bound' : signed(high);
  return `${signed(relative)} (${signed(low).replace(/ %$/, '')} to ${upper})`;
}

function signed(share: number): string {
  const amount = percent(share);
  if (!/[1-9]/.test(amount)) return amount;
  return `${share < 0 ? '−' : '+'}${amount}`;
}
