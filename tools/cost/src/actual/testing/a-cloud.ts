import type { InvocationReport } from '@acado/tuning';
import type { AlarmFacts, Cloud, FunctionFacts, Metric } from '../cloud.ts';

/** What happened in a cloud: for each metric, as `namespace name dimension=value,…`, its data points. */
export interface ACloud {
  metrics?: Record<string, number[]>;
  functions?: Partial<FunctionFacts>[];
  alarms?: Partial<AlarmFacts>[];
  buckets?: string[];
  /** By log group. */
  reports?: Record<string, Partial<InvocationReport>[]>;
}

const metricOf = (text: string): Metric => {
  const [namespace = '', name = '', dimensions = ''] = text.split(' ');
  return {
    namespace,
    name,
    dimensions: Object.fromEntries(
      dimensions.split(',').flatMap((dimension) => (dimension ? [dimension.split('=')] : [])),
    ) as Record<string, string>,
  };
};

export const aFunction = (facts: Partial<FunctionFacts> = {}): FunctionFacts => ({
  name: 'acado-shop-dev-buy',
  architecture: 'arm64',
  memoryMb: 512,
  ephemeralStorageMb: 512,
  logGroup: `/aws/lambda/${facts.name ?? 'acado-shop-dev-buy'}`,
  logFormat: 'Text',
  ...facts,
});

/** A cloud in memory that says what it was asked. */
export function aCloud(facts: ACloud = {}) {
  const listed = Object.entries(facts.metrics ?? {}).map(([text, values]) => ({
    metric: metricOf(text),
    values,
  }));
  const same = (a: Metric, b: Metric) => JSON.stringify(a) === JSON.stringify(b);
  const asked: { from: number; to: number; periodS: number; count: number }[] = [];
  const cloud: Cloud & { close: () => void } = {
    functions: async () => (facts.functions ?? []).map(aFunction),
    alarms: async () =>
      (facts.alarms ?? []).map((alarm) => ({
        ...{ name: 'other', type: 'standard', metrics: 1, dimensions: {} },
        ...alarm,
      })),
    buckets: async () => facts.buckets ?? [],
    metrics: async (namespace) =>
      listed.map(({ metric }) => metric).filter((metric) => metric.namespace === namespace),
    values: async (questions, period) => {
      asked.push({ ...period, count: questions.length });
      return questions.map(
        ({ metric }) => listed.find((other) => same(other.metric, metric))?.values ?? [],
      );
    },
    async *reports({ logGroup }) {
      yield (facts.reports?.[logGroup] ?? []).map((report) => ({
        ...{ requestId: '1', status: 'success' },
        ...report,
      }));
    },
    close: () => {},
  };
  return { cloud, asked };
}
