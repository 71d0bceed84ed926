import { validation } from '../functions/errors.ts';

/** A parameter that was given, and what its model says of it. */
export type Constraint = {
  name: string;
  value: number | string | undefined;
  min?: number;
  max?: number;
  pattern?: RegExp;
};

const problemOf = ({ value, min, max, pattern }: Constraint): string | undefined => {
  if (value === undefined) return undefined;
  if (typeof value === 'number') {
    if (min !== undefined && value < min) return `have value greater than or equal to ${min}`;
    if (max !== undefined && value > max) return `have value less than or equal to ${max}`;
    return undefined;
  }
  if (min !== undefined && value.length < min) return `have length greater than or equal to ${min}`;
  if (max !== undefined && value.length > max) return `have length less than or equal to ${max}`;
  if (pattern && !pattern.test(value))
    return `satisfy regular expression pattern: ${pattern.source}`;
  return undefined;
};

/** All that is wrong at once, as Lambda says it. @throws AwsError (ValidationException) */
export const checkConstraints = (constraints: Constraint[]): void => {
  const problems = constraints.flatMap((constraint) => {
    const problem = problemOf(constraint);
    const { name, value } = constraint;
    return problem === undefined
      ? []
      : `Value '${value}' at '${name}' failed to satisfy constraint: Member must ${problem}`;
  });
  if (problems.length > 0) throw validation(problems);
};
