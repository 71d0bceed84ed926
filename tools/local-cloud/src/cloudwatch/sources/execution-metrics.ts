import { type ExecutionObserver } from '../../step-functions/types.ts';
import { type Measurement } from '../metrics/metric-store.ts';

const NAMES = {
  RUNNING: 'ExecutionsStarted',
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
} as const;

/** The namespace AWS/States, by state machine. */
export const measureExecutions =
  (record: (measurement: Measurement) => void, now: () => number = Date.now): ExecutionObserver =>
  ({ stateMachineArn, status, startDate, stopDate }) => {
    const measured = (name: string, value: number, unit: string): void =>
      record({
        ...{ namespace: 'AWS/States', name, unit, at: now() },
        ...{ dimensions: { StateMachineArn: stateMachineArn }, values: [[value, 1]] },
      });
    measured(NAMES[status], 1, 'Count');
    if (stopDate !== undefined) measured('ExecutionTime', stopDate - startDate, 'Milliseconds');
  };
