import { visualizationUrl } from '@acado/tuning';
import { moment } from '../report/format.ts';
import type { Side } from './comparison.ts';

/**
 * The address of the page that shows two curves: sizes, times and costs of both, and their names.
 *
 * @param base The address of a run's own chart, for where the page is.
 */
export function comparisonUrl(before: Side, after: Side, base: string): string {
  const [baseUrl = ''] = base.split('#');
  const parts = [before, after].map((side) => dataOf(side, baseUrl));
  const names = before.startedAt === after.startedAt ? nameOf : nameAndTimeOf;
  const legends = [before, after].map((side) => encodeURIComponent(names(side)));
  return `${baseUrl}#${[...parts, ...legends].join(';')}`;
}

/** Of the architecture of the side's own configuration: the page has one curve for a side. */
function dataOf({ measurements, architecture }: Side, baseUrl: string): string {
  const points = measurements
    .filter((measured) => measured.architecture === architecture)
    .map(({ memoryMb, averageDurationMs, averageCostUsd }) => ({
      value: memoryMb,
      averageDuration: averageDurationMs,
      averagePrice: averageCostUsd,
    }));
  return visualizationUrl(points, { baseUrl }).split('#')[1]!;
}

const nameOf = ({ name }: Side): string => name;
const nameAndTimeOf = ({ name, startedAt }: Side): string => `${name} ${moment(startedAt)}`;
