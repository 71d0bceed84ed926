export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A run of a state machine. Dates are milliseconds since 1970. */
export type Execution = {
  arn: string;
  stateMachineArn: string;
  name: string;
  status: ExecutionStatus;
  startDate: number;
  stopDate?: number;
  /** JSON, word for word as it was given. */
  input: string;
  output?: string;
  error?: string;
  cause?: string;
  /** The revision of the state machine that it runs. */
  revisionId: string;
};

/** How an execution ended. */
export type Outcome =
  | { status: 'SUCCEEDED'; output: string }
  | { status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; error?: string; cause?: string };
