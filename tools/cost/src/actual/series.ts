import type { Metric } from './cloud.ts';

/** A metric with what was read of it. */
export interface Series extends Metric {
  /** Sum of the values of all data points. */
  sum: number;
  /** How many data points there are. */
  points: number;
}

/** Finds what was read by the name of a metric. */
export interface SeriesTable {
  /** The series of a metric whose dimensions are these and no others. */
  of(namespace: string, name: string, dimensions: readonly string[]): Series[];
  /** Sum of the series with these values of dimensions; undefined without any data point. */
  sum(
    namespace: string,
    name: string,
    dimensions: Readonly<Record<string, string>>,
  ): number | undefined;
}

export function seriesTable(all: readonly Series[]): SeriesTable {
  const byName = Map.groupBy(
    all.filter(({ points }) => points > 0),
    ({ namespace, name }) => `${namespace} ${name}`,
  );
  const of: SeriesTable['of'] = (namespace, name, dimensions) =>
    (byName.get(`${namespace} ${name}`) ?? []).filter((series) =>
      hasDimensions(series, dimensions),
    );
  return {
    of,
    sum: (namespace, name, dimensions) =>
      of(namespace, name, Object.keys(dimensions)).find((series) =>
        Object.entries(dimensions).every(([key, value]) => series.dimensions[key] === value),
      )?.sum,
  };
}

/** Whether a metric has these dimensions and no others. */
export const hasDimensions = (
  { dimensions }: Pick<Metric, 'dimensions'>,
  names: readonly string[],
): boolean =>
  Object.keys(dimensions).length === names.length && names.every((name) => name in dimensions);
