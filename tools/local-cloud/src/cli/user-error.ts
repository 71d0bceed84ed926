/** Something the person at the keyboard can put right: one line that says what is wrong and how. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
