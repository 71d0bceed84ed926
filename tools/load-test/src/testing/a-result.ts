import type { ClosedModel } from '../engine/model.ts';
import type { LatencySummary } from '../metrics/latency.ts';
import type { Figures, Measurement } from '../metrics/result.ts';
import type { LoadComparison, LoadResult, Stage } from '../report/load-result.ts';

export const aModel = (overrides: Partial<ClosedModel> = {}): ClosedModel => ({
  ...{ type: 'closed', users: 10, rampUpMs: 30_000, durationMs: 120_000, thinkTimeMs: 0 },
  ...overrides,
});

export const aLatency = (p95: number): LatencySummary => ({
  ...{ avg: p95 / 2, p50: p95 / 3, p90: p95 * 0.9, p95, p99: p95 * 2, max: p95 * 3 },
});

export const someFigures = (overrides: Partial<Figures> = {}): Figures => ({
  ...{ requests: 1000, failed: 0, errorRate: 0, throughputPerSecond: 8.3 },
  ...{ bytesReceived: 200_000, bytesSent: 50_000, statuses: { 200: 1000 }, errors: [] },
  latencyMs: { service: aLatency(90), corrected: aLatency(180) },
  ...overrides,
});

export const aMeasurement = (total: Partial<Figures> = {}): Measurement => ({
  ...{ elapsedSeconds: 120.1, unsent: 0, generatorBusy: 0.3 },
  ...{ correction: { by: 'expectedInterval', intervalMs: 45 } },
  total: someFigures(total),
  byRequest: [{ ...someFigures(total), name: 'read <it>', method: 'GET', weight: 1 }],
  series: [
    {
      second: 0,
      users: 5,
      requests: 40,
      errors: 0,
      throttled: 0,
      bytes: 900,
      p50Ms: 30,
      p95Ms: 80,
      p99Ms: 95,
    },
    {
      second: 1,
      users: 10,
      requests: 0,
      errors: 0,
      throttled: 0,
      bytes: 0,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
    },
    {
      second: 2,
      users: 10,
      requests: 80,
      errors: 3,
      throttled: 2,
      bytes: 900,
      p50Ms: 32,
      p95Ms: 90,
      p99Ms: 99,
    },
  ],
});

const head = {
  service: 'shop',
  scenario: { name: 'buy & sell', file: 'services/shop/load/default.yml' },
  target: { kind: 'local', url: 'http://127.0.0.1:4666', stage: 'local', region: 'us-east-1' },
  timeoutMs: 30_000,
  ...{ startedAt: '2026-01-05T08:00:00.000Z', finishedAt: '2026-01-05T08:02:00.000Z' },
  interrupted: false,
} as const;

export const aResult = (overrides: Partial<LoadResult> = {}): LoadResult => ({
  ...{ kind: 'load-test', version: 1, ...head, model: aModel() },
  thresholds: [{ name: 'maxErrorRate', limit: 0.01, actual: 0, ok: true }],
  measurement: aMeasurement(),
  ...overrides,
});

/** @param usdPerMillionRequests Null: Lambda's logs did not say. */
export const aStage = (
  memoryMb: number,
  p95: number,
  usdPerMillionRequests: number | null,
  total: Partial<Figures> = {},
): Stage => ({
  ...{ memoryMb, startedAt: head.startedAt, finishedAt: head.finishedAt, thresholds: [] },
  measurement: aMeasurement({
    latencyMs: { service: aLatency(p95), corrected: aLatency(p95) },
    ...total,
  }),
  lambda:
    usdPerMillionRequests === null
      ? null
      : {
          ...{ invocations: 1000, coldStarts: 2, averageDurationMs: 12, averageBilledMs: 13 },
          usdPerMillionRequests,
        },
});

export const aComparison = (
  stages: Stage[],
  overrides: Partial<LoadComparison> = {},
): LoadComparison => ({
  ...{ kind: 'load-comparison', version: 1, ...head, model: aModel(), stages },
  functions: [{ name: 'acado-shop-local-sell', memoryMb: 512, architecture: 'arm64' }],
  verdict: 'One is better.',
  ...overrides,
});
