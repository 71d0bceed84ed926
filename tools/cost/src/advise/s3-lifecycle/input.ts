import { STORAGE_CLASSES } from '@acado/pricing';
import * as z from 'zod';
import { amount, name, region, whole } from '../fields.ts';

const MOST_MONTHS = 36;
const KIB = 1024;

const [, ...targets] = STORAGE_CLASSES;

/** Classes that a lifecycle rule moves to from S3 Standard only after 30 days. */
const AFTER_A_MONTH = ['STANDARD_IA', 'ONEZONE_IA'];

const transition = z
  .strictObject({
    afterMonths: whole('Age at which the objects move, in months of 30 days', {
      max: MOST_MONTHS,
    }),
    storageClass: z.enum(targets).describe('Class they move to'),
  })
  .refine(
    ({ afterMonths, storageClass }) => afterMonths > 0 || !AFTER_A_MONTH.includes(storageClass),
    {
      path: ['afterMonths'],
      error: 'Expected at least 1: S3 moves objects to this class after 30 days',
    },
  );

const expireAfterMonths = whole('Age at which objects are deleted, in months of 30 days', {
  min: 1,
  max: 1200,
});

const rule = z
  .strictObject({
    name: name('Name of the rule'),
    transitions: z.array(transition).max(5).default([]),
    expireAfterMonths: expireAfterMonths.optional(),
    allSizes: z
      .boolean()
      .default(false)
      .describe('Objects under 128 KB move too (a size filter, or varies_by_storage_class)'),
  })
  .superRefine(({ transitions, expireAfterMonths: expiry }, context) => {
    transitions.forEach(({ afterMonths, storageClass }, index) => {
      const wrong = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['transitions', index, field], message });
      const before = transitions[index - 1];
      if (before && before.afterMonths >= afterMonths) {
        wrong('afterMonths', `Expected more than ${before.afterMonths}, that of the one before`);
      }
      if (before && targets.indexOf(before.storageClass) >= targets.indexOf(storageClass)) {
        wrong('storageClass', `Objects cannot move from ${before.storageClass} to ${storageClass}`);
      }
      if (expiry !== undefined && expiry <= afterMonths) {
        wrong('afterMonths', `Expected less than ${expiry}, when the objects are deleted`);
      }
    });
  });

/** A lifecycle rule. */
export type Rule = z.output<typeof rule>;

/** What the S3 lifecycle adviser is asked. */
export const questionSchema = z
  .strictObject({
    region,
    months: whole('How many months are simulated', { min: 1, max: MOST_MONTHS }).default(
      MOST_MONTHS,
    ),
    sizes: z
      .array(
        z.strictObject({
          bytes: whole('Size of these objects, in bytes', { max: 5 * KIB ** 4 }),
          objectsPerMonth: whole('Objects of this size that come at the beginning of each month'),
        }),
      )
      .min(1)
      .max(50)
      .describe('Histogram of the objects that come'),
    readsPerMonth: z
      .array(
        z.strictObject({
          fromMonth: whole('Age of the objects from which on this holds, in months'),
          perObject: amount('Reads of an object per month, on average'),
        }),
      )
      .max(36)
      .default([])
      .describe('How often objects are read, by age; never, if it is left out'),
    restoreSpeed: z
      .enum(['standard', 'bulk'])
      .default('bulk')
      .describe('How reads of archived objects are restored'),
    restoreDays: whole('Days for which a restored copy stays in S3 Standard', { min: 1 }).default(
      1,
    ),
    expireAfterMonths: expireAfterMonths
      .optional()
      .describe('Adds this expiration to every candidate but "none"; not with rules'),
    rules: z
      .array(rule)
      .min(1)
      .max(20)
      .optional()
      .describe('Candidates, beside "none"; by default one for each storage class'),
  })
  .superRefine(({ readsPerMonth, expireAfterMonths: expiry, rules, sizes }, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    readsPerMonth.forEach(({ fromMonth }, index) => {
      const before = readsPerMonth[index - 1]?.fromMonth ?? -1;
      if (fromMonth <= before) {
        wrong(['readsPerMonth', index, 'fromMonth'], `Expected more than ${before}`);
      }
    });
    if (sizes.every(({ objectsPerMonth }) => objectsPerMonth === 0)) {
      wrong(['sizes'], 'There is no object in it');
    }
    if (expiry !== undefined && rules) wrong(['expireAfterMonths'], 'Give it in each of the rules');
    const names = ['none', ...(rules ?? []).map((candidate) => candidate.name)];
    names.forEach((text, index) => {
      if (names.indexOf(text) !== index) {
        wrong(['rules', index - 1, 'name'], `There are two of "${text}"`);
      }
    });
  });

/** A question that passed the schema, with its defaults. */
export type Question = z.output<typeof questionSchema>;

/** Objects as an archiver of events writes them, and a few small ones. */
export const exampleQuestion: z.input<typeof questionSchema> = {
  region: 'us-east-1',
  months: 36,
  sizes: [
    { bytes: 4 * KIB, objectsPerMonth: 200_000 },
    { bytes: 64 * KIB, objectsPerMonth: 100_000 },
    { bytes: 256 * KIB, objectsPerMonth: 100_000 },
    { bytes: 4 * KIB ** 2, objectsPerMonth: 40_000 },
    { bytes: 64 * KIB ** 2, objectsPerMonth: 1000 },
  ],
  readsPerMonth: [
    { fromMonth: 0, perObject: 0.2 },
    { fromMonth: 1, perObject: 0.02 },
    { fromMonth: 3, perObject: 0.001 },
  ],
};
