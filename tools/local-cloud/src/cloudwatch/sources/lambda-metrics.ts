import { type InvocationObserver } from '../../lambda/observe-invocations.ts';
import { type Measurement, type MetricId } from '../metrics/metric-store.ts';

type Record = (measurement: Measurement) => void;

/** The namespace AWS/Lambda: each metric of the function and of the account. */
export const measureInvocations =
  (record: Record, now: () => number = Date.now): InvocationObserver =>
  ({ functionName, outcome, durationMs, concurrentExecutions }) => {
    const at = now();
    const both = (name: string, value: number, unit: string): void => {
      const metric: Pick<MetricId, 'namespace' | 'name'> = { namespace: 'AWS/Lambda', name };
      const measured = { ...metric, at, unit, values: [[value, 1]] as [number, number][] };
      record({ ...measured, dimensions: { FunctionName: functionName } });
      record({ ...measured, dimensions: {} });
    };
    both('Throttles', outcome === 'throttled' ? 1 : 0, 'Count');
    both('ConcurrentExecutions', concurrentExecutions, 'Count');
    if (outcome === 'throttled') return;
    both('Invocations', 1, 'Count');
    both('Errors', outcome === 'error' ? 1 : 0, 'Count');
    if (durationMs !== undefined) both('Duration', durationMs, 'Milliseconds');
  };
