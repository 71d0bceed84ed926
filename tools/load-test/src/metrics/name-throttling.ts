import { ERROR_KINDS } from './error-kind.ts';
import type { Figures, Measurement } from './result.ts';
import type { ErrorCount } from './tally.ts';

/** How often the API itself answered 5xx, which does not say why. */
export const apiErrors = ({ total }: Pick<Measurement, 'total'>): number =>
  total.errors.find(({ kind }) => kind === 'apiError')?.count ?? 0;

/** Calls those what they are when Lambda counted at least as many throttled invocations. */
export function nameThrottling(measurement: Measurement, throttles: number): Measurement {
  if (throttles < apiErrors(measurement)) return measurement;
  const { functionThrottled: label } = ERROR_KINDS;
  const named = <Of extends Figures>(figures: Of): Of => ({
    ...figures,
    errors: figures.errors.map((error): ErrorCount =>
      error.kind === 'apiError' ? { ...error, kind: 'functionThrottled', label } : error,
    ),
  });
  return {
    ...measurement,
    total: named(measurement.total),
    byRequest: measurement.byRequest.map(named),
  };
}
