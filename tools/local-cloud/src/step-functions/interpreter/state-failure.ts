/** What events and answers have room for, in characters; AWS cuts off what is longer. */
export const MAX_ERROR = 256;
export const MAX_CAUSE = 32_768;

/**
 * What ends a state. Its name is the error's in the States Language, e.g. `States.Timeout` or the `errorType` of a
 * function; its message is the cause.
 */
export class StateFailure extends Error {
  constructor(name = '', cause = '') {
    super(cause.slice(0, MAX_CAUSE));
    this.name = name.slice(0, MAX_ERROR);
  }
}

/** What the interpreter says of intrinsic functions; it has no error of its own for them. */
const OF_INTRINSIC = /intrinsic function|Number of arguments in States\.|Deep merge option/i;

/** Errors of which the interpreter says no more than their name. */
const UNEXPLAINED: Record<string, string> = {
  'States.NoChoiceMatched': 'No rule of the Choice matches its input, and it has no Default.',
  'States.ResultPathMatchFailure':
    'The ResultPath leads into a part of the input that is no object.',
};

const nameOf = ({ name, message }: Error): string => {
  // A text that is no JSON: paths were checked before.
  if (name === 'SyntaxError' || OF_INTRINSIC.test(message)) return 'States.IntrinsicFailure';
  return name.startsWith('States.') ? name : 'States.Runtime';
};

/** An error of the interpreter's as one of the States Language. */
export const asFailure = (error: unknown): StateFailure => {
  if (error instanceof StateFailure) return error;
  const known = error instanceof Error ? error : new Error(String(error));
  return new StateFailure(nameOf(known), UNEXPLAINED[known.name] ?? known.message);
};

/** `error` and `cause` as events and answers carry them: what is empty is absent. */
export const errorAndCause = ({
  name,
  message,
}: Pick<Error, 'name' | 'message'>): { error?: string; cause?: string } => ({
  ...(name && { error: name }),
  ...(message && { cause: message }),
});
