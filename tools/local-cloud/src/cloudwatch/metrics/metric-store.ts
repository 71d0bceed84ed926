import { createWriteBehind, inTransaction, type Database } from '../database.ts';
import { type Dimensions } from '../fields.ts';
import {
  type Distribution,
  addSample,
  emptyDistribution,
  merge,
  pack,
  unpack,
} from './distribution.ts';

export type MetricId = { namespace: string; name: string; dimensions: Dimensions };

export type Measurement = MetricId & {
  /** In milliseconds. */
  at: number;
  unit?: string;
  /** Seconds: 60, or 1 for a metric of high resolution. */
  resolution?: number;
  /** Values with the number of times each was measured, or statistics of values that are not known. */
  values: [value: number, count: number][] | Omit<Distribution, 'values' | 'width'>;
};

export type Range = { startS: number; endS: number; periodS: number; unit?: string };

export type MetricStore = {
  /** Written within a second; every read sees it at once. */
  record(measurement: Measurement): void;
  /** What was measured in each period that begins at `startS` + n × `periodS`, by that beginning. */
  read(metric: MetricId, range: Range): Map<number, Distribution>;
  /** The unit that the metric was last measured in. */
  unitOf(metric: MetricId): string;
  /** The metrics that have data of the last two weeks. */
  list(): (MetricId & { lastAt: number })[];
  prune(now: number): void;
  flush(): void;
};

const FLUSH_AFTER_MS = 1000;
/** As long as CloudWatch keeps periods of one minute. */
export const RETENTION_MS = 15 * 24 * 3600 * 1000;

type Pending = MetricId & { key: string; atS: number; unit: string; distribution: Distribution };

const canonical = (dimensions: Dimensions): string =>
  JSON.stringify(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Metrics as distributions per minute (or second), in SQLite, written in batches. */
export const createMetricStore = (
  database: Database,
  onError: (error: unknown) => void,
): MetricStore => {
  const insertMetric = database.prepare(
    `INSERT INTO metrics (namespace, name, dimensions, lastAt) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET lastAt = max(lastAt, excluded.lastAt) RETURNING id`,
  );
  const findMetric = database.prepare(
    'SELECT id FROM metrics WHERE namespace = ? AND name = ? AND dimensions = ?',
  );
  const findPoint = database.prepare(
    'SELECT distribution FROM datapoints WHERE metricId = ? AND at = ? AND unit = ?',
  );
  const putPoint = database.prepare(
    'INSERT OR REPLACE INTO datapoints (metricId, at, unit, distribution) VALUES (?, ?, ?, ?)',
  );
  const points = database.prepare(
    'SELECT at, unit, distribution FROM datapoints WHERE metricId = ? AND at >= ? AND at < ? ORDER BY at',
  );
  const lastUnit = database.prepare(
    'SELECT unit FROM datapoints WHERE metricId = ? ORDER BY at DESC LIMIT 1',
  );
  const all = database.prepare('SELECT * FROM metrics ORDER BY namespace, name, dimensions');
  let pending = new Map<string, Pending>();

  const write = ({ namespace, name, key, atS, unit, distribution }: Pending): void => {
    const { id } = insertMetric.get(namespace, name, key, atS * 1000) as { id: number };
    const before = findPoint.get(id, atS, unit) as { distribution: string } | undefined;
    const total = before ? unpack(before.distribution) : emptyDistribution();
    merge(total, distribution);
    putPoint.run(id, atS, unit, pack(total));
  };

  const flush = (): void => {
    if (pending.size === 0) return;
    const batch = pending;
    pending = new Map();
    inTransaction(database, () => batch.forEach(write));
  };
  const writer = createWriteBehind(flush, FLUSH_AFTER_MS, onError);

  return {
    record: ({ namespace, name, dimensions, at, unit = 'None', resolution = 60, values }) => {
      const atS = Math.floor(at / 1000 / resolution) * resolution;
      const key = canonical(dimensions);
      const slot = `${namespace}\n${name}\n${key}\n${atS}\n${unit}`;
      let entry = pending.get(slot);
      if (!entry) {
        entry = { namespace, name, dimensions, key, atS, unit, distribution: emptyDistribution() };
        pending.set(slot, entry);
      }
      if (Array.isArray(values))
        for (const [value, count] of values) addSample(entry.distribution, value, count);
      else merge(entry.distribution, { ...values, values: undefined, width: 0 });
      writer.soon();
    },

    read: ({ namespace, name, dimensions }, { startS, endS, periodS, unit }) => {
      writer.now();
      const periods = new Map<number, Distribution>();
      const metric = findMetric.get(namespace, name, canonical(dimensions)) as
        { id: number } | undefined;
      if (!metric) return periods;
      const rows = points.all(metric.id, startS, endS) as {
        at: number;
        unit: string;
        distribution: string;
      }[];
      for (const row of rows) {
        if (unit !== undefined && row.unit !== unit) continue;
        const beginning = startS + Math.floor((row.at - startS) / periodS) * periodS;
        const found = periods.get(beginning);
        if (found) merge(found, unpack(row.distribution));
        else periods.set(beginning, unpack(row.distribution));
      }
      return periods;
    },

    unitOf: ({ namespace, name, dimensions }) => {
      const metric = findMetric.get(namespace, name, canonical(dimensions)) as
        { id: number } | undefined;
      const row = metric && (lastUnit.get(metric.id) as { unit: string } | undefined);
      return row?.unit ?? 'None';
    },

    list: () => {
      writer.now();
      const rows = all.all() as (Omit<MetricId, 'dimensions'> & {
        dimensions: string;
        lastAt: number;
      })[];
      return rows.map(({ namespace, name, dimensions, lastAt }) => ({
        ...{ namespace, name, lastAt },
        dimensions: Object.fromEntries(JSON.parse(dimensions) as [string, string][]),
      }));
    },

    prune: (now) => {
      const limit = now - RETENTION_MS;
      database.prepare('DELETE FROM datapoints WHERE at < ?').run(Math.floor(limit / 1000));
      database.prepare('DELETE FROM metrics WHERE lastAt < ?').run(limit);
    },
    flush: writer.now,
  };
};
