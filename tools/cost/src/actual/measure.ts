import type { Cloud, FunctionFacts, MetricQuestion, Period } from './cloud.ts';
import type { Measured, ReportTotals } from './finding.ts';
import type { Names } from './names.ts';
import { isCustom, isWanted, NAMESPACES, ownerOf } from './questions.ts';
import { hoursOf, type Range } from './range.ts';
import { seriesTable } from './series.ts';

const HOUR_MS = 3_600_000;

/** REPORT lines between two signs of life. */
const TELL_EVERY = 20_000;

export interface MeasureOptions {
  region: string;
  range: Range;
  names: Names;
  now: number;
  messagesPerCall: number;
  /** Of functions with more invocations the REPORT lines are not read. */
  maxReports: number;
  /** Told what takes long. */
  progress: (text: string) => void;
}

/** Everything that was read, and names that look like ours but are of no stage that is known. */
export type Measurement = Measured & { strangers: string[] };

/** Reads what was used. */
export async function measure(cloud: Cloud, options: MeasureOptions): Promise<Measurement> {
  const { region, range, names, now, messagesPerCall, progress } = options;
  progress(`Looking for what there is in ${region} …`);
  const [functions, alarms, buckets, listed] = await Promise.all([
    cloud.functions(),
    cloud.alarms(),
    cloud.buckets(),
    Promise.all(NAMESPACES.map((namespace) => cloud.metrics(namespace))).then((all) => all.flat()),
  ]);
  const wanted = [...listed, ...ofFunctions(functions, listed)].filter((metric) =>
    isWanted(metric, names),
  );
  progress(`Reading ${wanted.length} metrics …`);
  const sums = await readSums(
    cloud,
    wanted.map((metric) => ({ metric, statistic: 'Sum' })),
    range,
  );
  const series = seriesTable(wanted.map((metric, index) => ({ ...metric, ...sums[index]! })));
  const custom = listed.filter(isCustom);
  if (custom.length > 0) progress(`Counting the hours of ${custom.length} custom metrics …`);
  const hours = await readSums(
    cloud,
    custom.map((metric) => ({ metric, statistic: 'SampleCount' })),
    fullHours(range),
  );
  return {
    ...{ region, names, functions, alarms, buckets, series, messagesPerCall },
    customMetrics: custom.map(({ dimensions }, index) => ({
      dimensions,
      hours: hours[index]!.points,
    })),
    reports: await readReports(cloud, functions, options, (name) =>
      series.sum('AWS/Lambda', 'Invocations', { FunctionName: name }),
    ),
    hours: hoursOf(range, now),
    strangers: [
      ...new Set(
        [
          ...functions.map(({ name }) => name),
          ...listed.flatMap((m) => ownerOf(m.dimensions) ?? []),
        ]
          .filter(names.isStrange)
          .sort(),
      ),
    ],
  };
}

/** Functions that were idle for two weeks are not listed with their metrics. */
const ofFunctions = (
  functions: readonly FunctionFacts[],
  listed: readonly { dimensions: object }[],
) => {
  const known = new Set(
    listed.flatMap(({ dimensions }) =>
      'FunctionName' in dimensions ? dimensions.FunctionName : [],
    ),
  );
  return functions
    .filter(({ name }) => !known.has(name))
    .flatMap(({ name }) =>
      ['Invocations', 'Duration'].map((metric) => ({
        namespace: 'AWS/Lambda',
        name: metric,
        dimensions: { FunctionName: name },
      })),
    );
};

async function readSums(cloud: Cloud, questions: MetricQuestion[], period: Period) {
  const values = questions.length === 0 ? [] : await cloud.values(questions, period);
  return values.map((points) => ({
    points: points.length,
    sum: points.reduce((sum, value) => sum + value, 0),
  }));
}

const fullHours = ({ from, to }: Range): Period => ({
  from: Math.floor(from / HOUR_MS) * HOUR_MS,
  to: Math.ceil(to / HOUR_MS) * HOUR_MS,
  periodS: 3600,
});

async function readReports(
  cloud: Cloud,
  functions: readonly FunctionFacts[],
  { range, names, maxReports, progress }: MeasureOptions,
  invocationsOf: (name: string) => number | undefined,
): Promise<Map<string, ReportTotals>> {
  const reports = new Map<string, ReportTotals>();
  for (const facts of functions) {
    const invocations = invocationsOf(facts.name) ?? 0;
    if (invocations === 0 || invocations > maxReports) continue;
    if (names.serviceOf(facts.name) === undefined) continue;
    progress(`Reading some ${invocations} REPORT lines of ${facts.name} …`);
    const totals = new Map<number, { requests: number; billedMs: number }>();
    let lines = 0;
    for await (const page of cloud.reports(facts, range)) {
      if (Math.floor((lines + page.length) / TELL_EVERY) > Math.floor(lines / TELL_EVERY)) {
        progress(`  ${lines + page.length} …`);
      }
      lines += page.length;
      for (const { memoryMb = facts.memoryMb, billedMs = 0 } of page) {
        const before = totals.get(memoryMb) ?? { requests: 0, billedMs: 0 };
        totals.set(memoryMb, {
          requests: before.requests + 1,
          billedMs: before.billedMs + billedMs,
        });
      }
    }
    reports.set(facts.name, totals);
  }
  return reports;
}
