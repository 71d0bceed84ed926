import * as z from 'zod/mini';

/** What Step Functions hands to the state behind a `Catch`. */
export interface StateFailure {
  Error: string;
  Cause?: string | undefined;
}

/** Step Functions takes 32,768 characters, and several functions share an output. */
const LONGEST_CAUSE = 4000;

const causeSchema = z.object({ errorMessage: z.string() });

const cut = (text: string): string =>
  text.length > LONGEST_CAUSE ? `${text.slice(0, LONGEST_CAUSE)}…` : text;

/** A failure in words: the message, where the cause is the JSON of a function's error. */
export function describeFailure(failure: StateFailure | undefined): {
  error: string;
  cause: string;
} {
  if (!failure) return { error: 'NoResult', cause: 'The run ended without a result' };
  const { Error: error, Cause: cause = '' } = failure;
  try {
    const parsed = causeSchema.safeParse(JSON.parse(cause));
    return { error, cause: cut(parsed.success ? parsed.data.errorMessage : cause) };
  } catch {
    return { error, cause: cut(cause) };
  }
}
