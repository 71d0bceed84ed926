import { type RuleObserver } from '../../events/types.ts';
import { type Measurement } from '../metrics/metric-store.ts';

const NAMES = {
  matched: 'MatchedEvents',
  triggered: 'TriggeredRules',
  invoked: 'Invocations',
  failed: 'FailedInvocations',
} as const;

/** The namespace AWS/Events, by rule (and bus, unless it is the default one). */
export const measureRules =
  (record: (measurement: Measurement) => void, now: () => number = Date.now): RuleObserver =>
  ({ name, eventBusName }, what) =>
    record({
      namespace: 'AWS/Events',
      name: NAMES[what],
      dimensions: {
        RuleName: name,
        ...(eventBusName !== 'default' && { EventBusName: eventBusName }),
      },
      at: now(),
      unit: 'Count',
      values: [[1, 1]],
    });
