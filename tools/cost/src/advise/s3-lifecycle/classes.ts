import { DAYS_PER_MONTH, measureUsage, type StorageClass, type UsageLine } from '@acado/pricing';
import type { Question, Rule } from './input.ts';

/** A class that a rule moves objects to. */
export type Place = Exclude<StorageClass, 'STANDARD'>;

/** Billed units of the first charge of a line. */
const units = (line: UsageLine) => measureUsage([line])[0]!.charges[0]!.quantity;

/** Units are the same everywhere; only prices are not. */
const anyRegion = 'any';

/** Whether a rule moves objects of a size; the meter of transitions knows the least size. */
export const moves = (storageClass: Place, objectBytes: number, allSizes: boolean): boolean =>
  units({
    meter: 's3-transitions',
    region: anyRegion,
    storageClass,
    objects: 1,
    objectBytes,
    allSizes,
  }).compare(0) > 0;

/** Days for which an object is billed at least; the meter of storage knows them. */
export function minimumDays(storageClass: StorageClass): number {
  if (storageClass === 'INTELLIGENT_TIERING' || storageClass === 'STANDARD') return 0;
  const line = {
    meter: 's3-storage',
    region: anyRegion,
    storageClass,
    objects: 1,
    objectBytes: 1024 ** 3,
  } as const;
  const atLeast = units({ ...line, days: 0, removed: true });
  return atLeast.over(units(line)).times(DAYS_PER_MONTH).toNumber();
}

/** The class of an object at an age, and the month in which it came there. */
export interface Stay {
  storageClass: StorageClass;
  since: number;
}

/** Where an object of a size is in the month of its age, under a rule. */
export function stayAt(rule: Rule, objectBytes: number, age: number): Stay {
  let stay: Stay = { storageClass: 'STANDARD', since: 0 };
  for (const { afterMonths, storageClass } of rule.transitions) {
    if (age < afterMonths) break;
    if (!moves(storageClass, objectBytes, rule.allSizes)) continue;
    stay = { storageClass, since: afterMonths };
  }
  return stay;
}

/** Reads of an object in the month of its age. */
export const readsAt = ({ readsPerMonth }: Question, age: number): number =>
  readsPerMonth.findLast(({ fromMonth }) => fromMonth <= age)?.perObject ?? 0;
