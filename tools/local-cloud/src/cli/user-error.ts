/** Something the person at the keyboard can put right: one line that says what is wrong and how. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** A service that could not be packaged; `output` is all that was printed meanwhile. */
export class PackagingError extends UserError {
  override readonly name = 'PackagingError';
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}
