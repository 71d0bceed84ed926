import { z } from 'zod';
import { type Dimensions } from '../fields.ts';
import { type Measurement } from './metric-store.ts';

/** The limits of the embedded metric format. */
const MAX_METRICS = 100;
const MAX_DIMENSIONS = 30;
const MAX_VALUES = 100;
const PAST_MS = 14 * 24 * 3600 * 1000;
const FUTURE_MS = 2 * 3600 * 1000;

const name = z.string().min(1).max(1024);
const directive = z.object({
  Namespace: z.string().min(1).max(1024),
  Dimensions: z.array(z.array(z.string().min(1).max(250)).max(MAX_DIMENSIONS)).default([[]]),
  Metrics: z
    .array(
      z.object({
        Name: name,
        Unit: z.string().optional(),
        StorageResolution: z.union([z.literal(1), z.literal(60)]).optional(),
      }),
    )
    .max(MAX_METRICS),
});
const documentSchema = z.looseObject({
  _aws: z.object({ Timestamp: z.number(), CloudWatchMetrics: z.array(directive) }),
});
const valueSchema = z.union([z.number(), z.array(z.number()).min(1).max(MAX_VALUES)]);
const dimensionValue = z.string().min(1).max(1024);

export type EmfResult =
  | { kind: 'metrics'; measurements: Measurement[] }
  /** It declares metrics and breaks the format: CloudWatch keeps the line and takes no metric from it. */
  | { kind: 'invalid'; reason: string };

/** What Lambda's `console.log` puts before its text: time, request id and level. */
const CONSOLE_PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t[\w-]+\t[A-Z]+\t/;

const counted = (value: number | number[]): [number, number][] =>
  (Array.isArray(value) ? value : [value]).map((single) => [single, 1]);

const dimensionsOf = (keys: string[], document: Record<string, unknown>): Dimensions =>
  Object.fromEntries(keys.map((key) => [key, dimensionValue.parse(document[key])]));

/** The metrics of a log line in CloudWatch's embedded metric format; `undefined` for any other line. */
export const parseEmf = (line: string, now: number): EmfResult | undefined => {
  // Cheap, for every line of every function comes by.
  if (!line.includes('"_aws"')) return undefined;
  const text = line.replace(CONSOLE_PREFIX, '');
  if (!text.startsWith('{')) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { kind: 'invalid', reason: 'is not JSON' };
  }
  if (typeof parsed !== 'object' || parsed === null || !('_aws' in parsed)) return undefined;
  try {
    const { _aws, ...targets } = documentSchema.parse(parsed);
    const at = _aws.Timestamp;
    if (at < now - PAST_MS || at > now + FUTURE_MS)
      return { kind: 'invalid', reason: 'Timestamp is out of bounds' };
    const measurements = _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
      Dimensions.map((keys) => dimensionsOf(keys, targets)).flatMap((dimensions) =>
        Metrics.map((metric): Measurement => ({
          namespace: Namespace,
          name: metric.Name,
          dimensions,
          at,
          unit: metric.Unit,
          resolution: metric.StorageResolution,
          values: counted(valueSchema.parse(targets[metric.Name])),
        })),
      ),
    );
    return { kind: 'metrics', measurements };
  } catch (error) {
    return {
      kind: 'invalid',
      reason: error instanceof z.ZodError ? z.prettifyError(error) : String(error),
    };
  }
};
