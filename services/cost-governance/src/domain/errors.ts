/** The function does not exist any more. */
export class FunctionGone extends Error {
  override readonly name = 'FunctionGone';
}

/** So much may not be reserved: the other functions of the account would have less than they must. */
export class ReservationRefused extends Error {
  override readonly name = 'ReservationRefused';
}

/** Some incidents could not be gone on with; they are tried again. */
export class ReviewFailed extends Error {
  override readonly name = 'ReviewFailed';
}
