import type { Analysis, Measurement } from '@acado/tuning';

/** A measured configuration. */
export const aMeasurement = (overrides: Partial<Measurement> = {}): Measurement => ({
  ...{ memoryMb: 512, architecture: 'arm64', samples: 10, coldSamples: 1, errors: 0, throttles: 0 },
  ...{ averageDurationMs: 40, averageCostUsd: 0.000_000_5 },
  ...{ durationInterval: [38, 42], costInterval: [0.000_000_45, 0.000_000_55] },
  warm: { samples: 9, averageDurationMs: 38, averageCostUsd: 0.000_000_49 },
  ...{ p50Ms: 39, p90Ms: 44, p95Ms: 45, p99Ms: 46, totalCostUsd: 0.000_005 },
  ...overrides,
});

/** The result of a run. */
export const anAnalysis = (overrides: Partial<Analysis> = {}): Analysis => ({
  ...{ power: 512, cost: 0.000_000_5, duration: 40 },
  stateMachine: { executionCost: 0.0006, lambdaCost: 0.0001, visualization: 'https://chart/#a' },
  functionName: 'acado-shop-local-sell',
  lambdaARN: 'arn:aws:lambda:us-east-1:000000000000:function:acado-shop-local-sell',
  region: 'us-east-1',
  ...{ startedAt: '2026-01-05T08:00:00.000Z', finishedAt: '2026-01-05T08:01:00.000Z' },
  ...{ architecture: 'arm64', strategy: 'cost', sampling: 'fixed', invocations: 20 },
  current: { memoryMb: 1024, architecture: 'arm64' },
  recommendation: {
    ...{ memoryMb: 512, architecture: 'arm64', change: true, confident: true },
    ...{ reason: '$0.50 in place of $0.80 per million.', costSaving: 0.375, durationSaving: -0.1 },
  },
  measurements: [
    aMeasurement({ memoryMb: 1024, averageCostUsd: 8e-7, warm: undefined }),
    aMeasurement(),
  ],
  ...{ failures: [], warnings: [] },
  ...overrides,
});
