import type { UsageSnapshot } from '@acado/local-cloud';
import { type Difference, difference } from '../compare/difference.ts';

/** Where the calls of AWS differ that functions of both sides made: same answers may hide other effects. */
export function compareEffects(
  before: Pick<UsageSnapshot, 'calls'>,
  after: Pick<UsageSnapshot, 'calls'>,
): Difference[] {
  const [first, second] = [counted(before), counted(after)];
  return [...new Set([...first.keys(), ...second.keys()])]
    .sort()
    .flatMap((call) =>
      difference(`calls of ${call}`, String(first.get(call) ?? 0), String(second.get(call) ?? 0)),
    );
}

const counted = ({ calls }: Pick<UsageSnapshot, 'calls'>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { service, operation, resource, caller, requests } of calls) {
    const call = `${service} ${operation} ${resource} by ${caller}`;
    counts.set(call, (counts.get(call) ?? 0) + requests);
  }
  return counts;
};
