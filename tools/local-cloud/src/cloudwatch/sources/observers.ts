import { type Measurement } from '../metrics/metric-store.ts';
import { measureRequests } from './api-metrics.ts';
import { measureExecutions } from './execution-metrics.ts';
import { measureInvocations } from './lambda-metrics.ts';
import { measureRules } from './rule-metrics.ts';
import { measureUsage } from './usage-metrics.ts';

/** What the other rooms tell CloudWatch, as the metrics that their services publish. */
export const observersOf = (record: (measurement: Measurement) => void) => ({
  onInvocation: measureInvocations(record),
  onRequest: measureRequests(record),
  onRule: measureRules(record),
  onExecution: measureExecutions(record),
  onUsage: measureUsage(record),
});
