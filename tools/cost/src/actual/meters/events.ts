import { type Finding, type Measured, noFinding } from '../finding.ts';

/** EventBridge: events by bus. What was put is counted only for the region as a whole, what was matched by bus. */
export function measureEvents({ region, names, series }: Measured): Finding {
  const finding = noFinding();
  const ofRules = series.of('AWS/Events', 'MatchedEvents', ['EventBusName', 'RuleName']);
  const ofBuses = series.of('AWS/Events', 'MatchedEvents', ['EventBusName']);
  const buses = Map.groupBy([...ofBuses, ...ofRules], ({ dimensions }) => dimensions.EventBusName!);
  let counted = 0;
  for (const [bus, matched] of buses) {
    const label = names.serviceOf(bus);
    if (label === undefined) continue;
    // Rules may match the same events, so that their sum would count these more than once.
    const events = Math.round(Math.max(...matched.map(({ sum }) => sum)));
    counted += events;
    finding.usage.push({ meter: 'eventbridge', region, label, events });
  }
  if (counted > 0) {
    finding.sources.push(
      'EventBridge: events that a rule matched, each taken to be of 64 KB at most',
    );
  }
  const put = series.sum('AWS/Events', 'PutEventsEntriesCount', {}) ?? 0;
  if (put > counted) {
    finding.missing.push(
      `EventBridge: of ${put} events put in ${region}, ${put - counted} are on buses of others or matched no rule`,
    );
  }
  return finding;
}
