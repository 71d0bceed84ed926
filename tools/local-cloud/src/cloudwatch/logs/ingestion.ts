import { parseEmf } from '../metrics/emf.ts';
import { type MetricStore } from '../metrics/metric-store.ts';
import { type LogStore } from './log-store.ts';
import { type MetricFilters } from './metric-filters.ts';

export type IngestionOptions = {
  logs: Pick<LogStore, 'append'>;
  metrics: Pick<MetricStore, 'record'>;
  filters: Pick<MetricFilters, 'measure'>;
  now: () => number;
};

export type Ingest = (
  group: string,
  stream: string,
  events: { at: number; message: string }[],
) => void;

/** Keeps log events and takes the metrics out of those that hold some. */
export const createLogIngestion =
  ({ logs, metrics, filters, now }: IngestionOptions): Ingest =>
  (group, stream, events) => {
    const kept = events
      .map(({ at, message }) => ({ at, message: message.trimEnd() }))
      .filter(({ message }) => message !== '');
    logs.append(group, stream, kept);
    for (const { at, message } of kept) {
      filters.measure(group, message, at).forEach(metrics.record);
      const emf = parseEmf(message, now());
      if (emf?.kind === 'metrics') emf.measurements.forEach(metrics.record);
      // As CloudWatch counts what it could not use.
      if (emf?.kind === 'invalid')
        metrics.record({
          namespace: 'AWS/Logs',
          name: 'EMFValidationErrors',
          dimensions: { LogGroupName: group },
          at: now(),
          unit: 'Count',
          values: [[1, 1]],
        });
    }
  };
