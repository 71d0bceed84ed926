/** An execution of the state machine. */
export interface Run {
  /** The execution's name. */
  id: string;
  /** The execution's ARN. */
  arn: string;
}

/** One function of a run. */
export interface TunedFunction {
  run: Run;
  /** Unqualified. */
  functionArn: string;
}
