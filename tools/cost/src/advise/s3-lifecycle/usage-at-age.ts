import { DAYS_PER_MONTH, type UsageLine } from '@acado/pricing';
import { minimumDays, readsAt, type Stay, stayAt } from './classes.ts';
import type { Question, Rule } from './input.ts';

/** What a cost is for; also the label of its usage lines. */
export const PARTS = ['storage', 'requests', 'transitions', 'retrieval', 'early-delete'] as const;

export type Part = (typeof PARTS)[number];

/** Some objects' usage in one month. */
export interface AgedUsage {
  part: Part;
  count: number;
  /** The usage line of so many objects. */
  line: (count: number) => UsageLine;
}

/** Objects of one size that came in one month. */
export interface Cohort {
  bytes: number;
  objects: number;
}

/** Usage of a cohort in the month of its age (0: the month in which it came). */
export function usageAtAge(
  question: Question,
  rule: Rule,
  cohort: Cohort,
  age: number,
): AgedUsage[] {
  const { expireAfterMonths: expiry = Infinity } = rule;
  if (age > expiry) return [];
  const stay = stayAt(rule, cohort.bytes, age);
  const before = age > 0 ? stayAt(rule, cohort.bytes, age - 1) : undefined;
  if (age === expiry) return earlyDelete(question, before!, cohort, age);
  const arrives = age === 0 ? puts(question, cohort) : [];
  const standing: Stay = before ?? { storageClass: 'STANDARD', since: 0 };
  const moved =
    stay.storageClass === standing.storageClass
      ? []
      : [
          ...transition(question, rule, stay, cohort),
          ...earlyDelete(question, standing, cohort, age),
        ];
  return [
    ...arrives,
    ...moved,
    ...storage(question, stay, cohort, age),
    ...reads(question, stay, cohort, age),
  ];
}

const puts = ({ region }: Question, { objects }: Cohort): AgedUsage[] => [
  {
    part: 'requests',
    count: objects,
    line: (count) => ({ meter: 's3-requests', region, storageClass: 'STANDARD', puts: count }),
  },
];

function transition(
  { region }: Question,
  { allSizes }: Rule,
  { storageClass }: Stay,
  { bytes, objects }: Cohort,
): AgedUsage[] {
  if (storageClass === 'STANDARD') return [];
  const common = { meter: 's3-transitions', region, storageClass, allSizes } as const;
  return [
    {
      part: 'transitions',
      count: objects,
      line: (count) => ({ ...common, objects: count, objectBytes: bytes }),
    },
  ];
}

/** What is left of the minimum duration of the class that the objects leave. */
function earlyDelete(
  { region }: Question,
  { storageClass, since }: Stay,
  { bytes, objects }: Cohort,
  age: number,
): AgedUsage[] {
  const days = minimumDays(storageClass) - (age - since) * DAYS_PER_MONTH;
  if (days <= 0 || storageClass === 'INTELLIGENT_TIERING') return [];
  const common = { meter: 's3-storage', region, storageClass, objectBytes: bytes, days } as const;
  return [
    {
      part: 'early-delete',
      count: objects,
      line: (count) => ({ ...common, objects: count }),
    },
  ];
}

function storage(
  question: Question,
  stay: Stay,
  { bytes, objects }: Cohort,
  age: number,
): AgedUsage[] {
  const { region } = question;
  const { storageClass } = stay;
  const common = { meter: 's3-storage', region, storageClass, objectBytes: bytes } as const;
  if (storageClass !== 'INTELLIGENT_TIERING') {
    const line = (count: number): UsageLine => ({ ...common, objects: count });
    return [{ part: 'storage', count: objects, line }];
  }
  return accessTiers(question, stay, objects, age).map(({ accessTier, count }) => ({
    part: 'storage',
    count,
    line: (some) => ({ ...common, accessTier, objects: some }),
  }));
}

/**
 * Objects by access tier of Intelligent-Tiering: infrequent after 30 days without a read, archive instant after 90.
 * Reads hit objects at random, so a share of e^−reads has none.
 */
export function accessTiers(question: Question, { since }: Stay, objects: number, age: number) {
  const stayed = age - since;
  const unread = (months: number): number => {
    if (stayed < months) return 0;
    let reads = 0;
    for (let back = 1; back <= months; back++) reads += readsAt(question, age - back);
    return Math.exp(-reads);
  };
  const archived = Math.round(objects * unread(3));
  const infrequent = Math.max(0, Math.round(objects * unread(1)) - archived);
  return [
    { accessTier: 'frequent', count: objects - infrequent - archived },
    { accessTier: 'infrequent', count: infrequent },
    { accessTier: 'archive-instant', count: archived },
  ] as const;
}

function reads(
  question: Question,
  { storageClass }: Stay,
  { bytes, objects }: Cohort,
  age: number,
): AgedUsage[] {
  const { region, restoreSpeed: speed, restoreDays: days } = question;
  const count = Math.round(objects * readsAt(question, age));
  const get: AgedUsage = {
    part: 'requests',
    count,
    line: (gets) => ({ meter: 's3-requests', region, storageClass, gets }),
  };
  const sized = { region, objectBytes: bytes } as const;
  switch (storageClass) {
    case 'STANDARD':
    case 'INTELLIGENT_TIERING':
      return [get];
    case 'STANDARD_IA':
    case 'ONEZONE_IA':
    case 'GLACIER_IR': {
      const line = (some: number): UsageLine => ({
        ...sized,
        meter: 's3-retrievals',
        storageClass,
        objects: some,
      });
      return [get, { part: 'retrieval', count, line }];
    }
    case 'GLACIER':
    case 'DEEP_ARCHIVE': {
      const restore = (some: number): UsageLine => ({
        ...sized,
        meter: 's3-retrievals',
        storageClass,
        speed,
        objects: some,
      });
      const copy = (some: number): UsageLine => ({
        ...sized,
        meter: 's3-storage',
        storageClass: 'STANDARD',
        days,
        objects: some,
      });
      return [
        get,
        { part: 'retrieval', count, line: restore },
        { part: 'retrieval', count, line: copy },
      ];
    }
  }
}
