import { headlineOf } from '../metrics/result.ts';
import { ms, percent, usd } from '../report/format.ts';
import type { LoadComparison, Stage } from '../report/load-result.ts';

type Facts = Pick<LoadComparison, 'stages' | 'model'>;

/** What a comparison comes to: the size with the shortest p95 beside the first one. */
export function verdictOf({ stages, model }: Facts): string {
  const [first] = stages;
  const p95 = ({ measurement }: Stage): number =>
    headlineOf(model, measurement.total.latencyMs)?.p95 ?? Infinity;
  const best = stages.toSorted((a, b) => p95(a) - p95(b))[0];
  if (!first || !best || stages.length < 2) return 'Stopped before there was something to compare.';
  if (p95(best) === Infinity) return 'No request was answered as expected, at any size.';
  const failed = stages.filter(({ measurement }) => measurement.total.failed > 0);
  const errors = failed.map(
    ({ memoryMb, measurement }) => `${percent(measurement.total.errorRate)} at ${memoryMb} MB`,
  );
  const tail = errors.length > 0 ? ` Errors: ${errors.join(', ')}.` : ' No errors.';
  if (best === first)
    return `${first.memoryMb} MB has the shortest p95, ${ms(p95(first))}.${costText(first, first)}${tail}`;
  const factor = p95(first) / p95(best);
  const times =
    factor === Infinity
      ? ''
      : `, ${factor.toFixed(1)} times as fast as ${first.memoryMb} MB (${ms(p95(first))})`;
  return `${best.memoryMb} MB has the shortest p95, ${ms(p95(best))}${times}.${costText(first, best)}${tail}`;
}

function costText(first: Stage, best: Stage): string {
  const [from, to] = [first.lambda?.usdPerMillionRequests, best.lambda?.usdPerMillionRequests];
  if (from === undefined || to === undefined) return '';
  if (first === best) return ` Lambda costs ${usd(to)} per million requests.`;
  const factor = to / from;
  const how = factor < 0.995 ? 'less' : factor > 1.005 ? 'more' : 'the same';
  const by = how === 'the same' ? '' : ` (${factor.toFixed(2)} times as much)`;
  return ` Lambda costs ${how}: ${usd(to)} per million requests in place of ${usd(from)}${by}.`;
}
