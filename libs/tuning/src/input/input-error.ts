/** One thing that is wrong with an input. */
export interface InputProblem {
  /** Path of the field, such as `powerValues[2]`; `input` for the input itself. */
  field: string;
  message: string;
}

const MOST_SHOWN = 20;

/** An input is refused; the message names every field (the first 20). */
export class InputError extends Error {
  override readonly name = 'InvalidInput';
  readonly code = 'INVALID_INPUT';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    const shown = problems.slice(0, MOST_SHOWN).map(({ field, message }) => `${field}: ${message}`);
    const more = problems.length - shown.length;
    super([...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; '));
    this.problems = problems;
  }
}
