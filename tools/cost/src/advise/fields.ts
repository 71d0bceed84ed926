import * as z from 'zod';

interface Range {
  min?: number;
  max?: number;
}

/** A whole number, by default from 0. */
export const whole = (
  description: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: Range = {},
) => z.int().min(min).max(max).describe(description);

/** A finite number, by default from 0. */
export const amount = (
  description: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: Range = {},
) => z.number().min(min).max(max).describe(description);

/** A share, 0 to 1. */
export const share = (description: string) => amount(description, { max: 1 });

/** The price book says which regions have prices; asking for another is an error that names it. */
export const region = z.string().min(1).describe('Region, such as us-east-1');

/** Names that a message may carry. */
export const name = (description: string) => z.string().min(1).max(200).describe(description);
