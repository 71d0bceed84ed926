/** What is decided about the new API. */
export interface ConfigOptions {
  /** Events that the functions get. */
  payload: '1.0' | '2.0';
  /** What authorizers with a function answer: an IAM policy as today, or `{ isAuthorized }`. */
  authorizerResponse: 'policy' | 'simple';
  /** Client ids that JWT authorizers accept in place of user pools. */
  audiences: readonly string[];
}
