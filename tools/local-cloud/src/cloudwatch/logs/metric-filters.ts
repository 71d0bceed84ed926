import { type Measurement } from '../metrics/metric-store.ts';
import { parseFilterPattern, type Matches } from './filter-pattern.ts';
import { select } from './json-pattern.ts';

export type MetricTransformation = {
  namespace: string;
  name: string;
  /** A number, or a selector such as `$.cost` of JSON lines. */
  value: string;
  unit?: string;
  /** Dimension name → selector. */
  dimensions: Record<string, string>;
};

export type MetricFilter = {
  name: string;
  logGroupName: string;
  pattern: string;
  transformations: MetricTransformation[];
};

export type MetricFilters = {
  /** Creates or replaces. Throws AwsError `InvalidParameterException` for a pattern that is none. */
  put(filter: MetricFilter): void;
  remove(logGroupName: string, name: string): void;
  countOf(logGroupName: string): number;
  /** What the filters of a group make of a line. */
  measure(logGroupName: string, message: string, at: number): Measurement[];
};

const valueAt = (selector: string, document: unknown): string | undefined => {
  const value = select(selector, document);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

const documentOf = (message: string): unknown => {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
};

/** `undefined` when the line lacks the value or a dimension. */
const measurementOf = (
  { namespace, name, value, unit, dimensions }: MetricTransformation,
  message: string,
  at: number,
): Measurement | undefined => {
  const document = documentOf(message);
  const number = Number(value.startsWith('$') ? (valueAt(value, document) ?? NaN) : value);
  const found = Object.entries(dimensions).map(
    ([key, selector]) => [key, valueAt(selector, document)] as const,
  );
  const complete = found.filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (Number.isNaN(number) || complete.length < found.length) return undefined;
  const ids = { namespace, name, dimensions: Object.fromEntries(complete) };
  return { ...ids, at, unit, values: [[number, 1]] };
};

/** Metrics that are counted in, or read from, the lines of log groups. */
export const createMetricFilters = (): MetricFilters => {
  const groups = new Map<string, Map<string, MetricFilter & { matches: Matches }>>();

  return {
    put: (filter) => {
      const matches = parseFilterPattern(filter.pattern);
      const filters =
        groups.get(filter.logGroupName) ?? new Map<string, MetricFilter & { matches: Matches }>();
      groups.set(filter.logGroupName, filters.set(filter.name, { ...filter, matches }));
    },
    remove: (logGroupName, name) => void groups.get(logGroupName)?.delete(name),
    countOf: (logGroupName) => groups.get(logGroupName)?.size ?? 0,
    measure: (logGroupName, message, at) =>
      [...(groups.get(logGroupName)?.values() ?? [])]
        .filter(({ matches }) => matches(message))
        .flatMap(({ transformations }) =>
          transformations.flatMap((one) => measurementOf(one, message, at) ?? []),
        ),
  };
};
