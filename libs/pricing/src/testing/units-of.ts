import { measureUsage } from '../usage.ts';

/** Billed units of one usage line in us-east-1, by item. */
export const unitsOf = (line: object): Record<string, string> =>
  Object.fromEntries(
    measureUsage([{ region: 'us-east-1', ...line }]).flatMap(({ charges }) =>
      charges.map(({ item, quantity }) => [item, quantity.toString()]),
    ),
  );
