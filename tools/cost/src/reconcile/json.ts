import { Exact } from '@acado/pricing';
import type { Reconciliation } from './reconcile.ts';

/** A reconciliation as plain JSON: exact amounts become the nearest doubles. */
export function toJson({ unknown, ...rest }: Reconciliation): unknown {
  return plain({
    ...rest,
    currency: 'USD',
    unknown: unknown.map(({ usage, region, reason }) => ({ ...usage, region, reason })),
  });
}

function plain(value: unknown): unknown {
  if (value instanceof Exact) return value.toNumber();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}
