import type { Analysis, Architecture, Candidate, Measurement } from '@acado/tuning';
import type { RunContext } from '../run-context.ts';

/** USD per GB-second, to make costs that go with durations. */
const RATE: Record<Architecture, number> = { x86_64: 1.66667e-5, arm64: 1.33334e-5 };

/** A measured candidate whose figures go together. */
export function aMeasurement(
  { memoryMb, architecture }: Candidate,
  averageDurationMs: number,
  overrides: Partial<Measurement> = {},
): Measurement {
  const cost = (ms: number) => 2e-7 + (ms / 1000) * (memoryMb / 1024) * RATE[architecture];
  const averageCostUsd = cost(averageDurationMs);
  const around = (value: number): [number, number] => [value * 0.96, value * 1.04];
  return {
    memoryMb,
    architecture,
    samples: 50,
    coldSamples: 1,
    errors: 0,
    throttles: 0,
    averageDurationMs,
    averageCostUsd,
    durationInterval: around(averageDurationMs),
    costInterval: around(averageCostUsd),
    p50Ms: averageDurationMs * 0.98,
    p90Ms: averageDurationMs * 1.15,
    p95Ms: averageDurationMs * 1.25,
    p99Ms: averageDurationMs * 1.6,
    warm: { samples: 49, averageDurationMs, averageCostUsd },
    cold: {
      samples: 1,
      averageDurationMs: averageDurationMs * 1.1,
      averageInitMs: 180,
      averageCostUsd: cost(averageDurationMs + 180),
    },
    maxMemoryUsedMb: 92,
    totalCostUsd: averageCostUsd * 50,
    ...overrides,
  };
}

/** A function's typical curve: CPU time in proportion to its share, and time that it waits. */
export const aCurve = (
  sizes: readonly number[],
  architecture: Architecture = 'x86_64',
  { cpuMs = 60, waitMs = 12 } = {},
): Measurement[] =>
  sizes.map((memoryMb) =>
    aMeasurement({ memoryMb, architecture }, waitMs + cpuMs / Math.min(1, memoryMb / 1769)),
  );

export const SIZES = [128, 256, 512, 1024, 1536, 3008];

/** A run that found something. */
export function anAnalysis(overrides: Partial<Analysis> = {}): Analysis {
  const measurements = overrides.measurements ?? aCurve(SIZES);
  const allowed = measurements.filter(({ refusedBecause }) => refusedBecause === undefined);
  const cheapest = (allowed.length > 0 ? allowed : measurements).toSorted(
    (a, b) => a.averageCostUsd - b.averageCostUsd,
  )[0]!;
  const current: Candidate = overrides.current ?? { memoryMb: 1024, architecture: 'x86_64' };
  const before = measurements.find(
    ({ memoryMb, architecture }) =>
      memoryMb === current.memoryMb && architecture === current.architecture,
  );
  return {
    power: cheapest.memoryMb,
    cost: cheapest.averageCostUsd,
    duration: cheapest.averageDurationMs,
    stateMachine: {
      executionCost: 0.00108,
      lambdaCost: measurements.reduce((sum, { totalCostUsd }) => sum + totalCostUsd, 0),
      visualization: 'https://lambda-power-tuning.show/#gAAAAQAC;AACWQwAAFkMAAKBC;RR0pNUUdKTV9YzQ1',
    },
    functionName: 'acado-crud-api-local-createItem',
    lambdaARN: 'arn:aws:lambda:us-east-1:000000000000:function:acado-crud-api-local-createItem',
    region: 'us-east-1',
    startedAt: '2026-11-20T14:03:22.000Z',
    finishedAt: '2026-11-20T14:05:10.000Z',
    architecture: cheapest.architecture,
    strategy: 'cost',
    sampling: 'fixed',
    invocations: measurements.reduce((sum, { samples }) => sum + samples, 0),
    current,
    recommendation: {
      memoryMb: cheapest.memoryMb,
      architecture: cheapest.architecture,
      change: cheapest !== before,
      reason: `${cheapest.memoryMb} MB is the cheapest`,
      confident: cheapest !== before,
      ...(before && {
        costSaving: 1 - cheapest.averageCostUsd / before.averageCostUsd,
        durationSaving: 1 - cheapest.averageDurationMs / before.averageDurationMs,
      }),
    },
    measurements,
    failures: [],
    warnings: [],
    ...overrides,
  };
}

export const aContext = (overrides: Partial<RunContext> = {}): RunContext => ({
  target: 'local',
  service: 'crud-api',
  functionKey: 'createItem',
  directory: '/reports/history/2026-11-20T14-03-22Z-crud-api-createItem',
  input: { powerValues: SIZES, num: 50, strategy: 'cost', payload: { id: 1 } },
  ...overrides,
});
