import type { Model } from '../engine/model.ts';
import type { ErrorCount } from './tally.ts';
import type { LatencySummary } from './latency.ts';
import type { Recorder, Share } from './recorder.ts';
import type { SeriesPoint } from './series.ts';

/** How waiting that nobody measured is made good. */
export type Correction =
  /** Closed model: what a user would have sent every so many ms. */
  | { by: 'expectedInterval'; intervalMs: number }
  /** Open model: latency counts from the moment a request was meant to be sent. */
  | { by: 'intendedStart' };

export interface Latency {
  /** From sending to the answer. */
  service: LatencySummary | null;
  /** As a user feels it who does not wait for others: corrected for coordinated omission. */
  corrected: LatencySummary | null;
}

/** Of all requests, or of those of one name. */
export interface Figures {
  requests: number;
  failed: number;
  /** Failed requests, from 0 to 1. */
  errorRate: number;
  /** Requests per second that ended, failed ones included. */
  throughputPerSecond: number;
  bytesReceived: number;
  /** Of bodies. */
  bytesSent: number;
  /** How often each status was answered. */
  statuses: Record<string, number>;
  errors: ErrorCount[];
  latencyMs: Latency;
}

export interface Measurement {
  /** s, until the last answer. */
  elapsedSeconds: number;
  /** Open model: requests whose time came, and nobody was free to send them. */
  unsent: number;
  /** From 0 to 1: how much of the time the process that makes the load was at work. Near 1 it measures itself. */
  generatorBusy: number;
  correction: Correction;
  total: Figures;
  byRequest: (Figures & { name: string; method: string; weight: number })[];
  series: SeriesPoint[];
}

/** @param elapsedMs From the start to the last answer. */
export function measurementOf(
  recorder: Recorder,
  model: Model,
  run: { elapsedMs: number; unsent: number; generatorBusy: number },
): Measurement {
  const { all, byRequest, series } = recorder;
  const elapsedSeconds = Math.max(run.elapsedMs, 1) / 1000;
  const intervalMs = (all.service.summary()?.avg ?? 0) + thinkTimeOf(model);
  const correction: Correction =
    model.type === 'open' ? { by: 'intendedStart' } : { by: 'expectedInterval', intervalMs };
  series.end();
  return {
    ...{ elapsedSeconds: round(elapsedSeconds), unsent: run.unsent, correction },
    generatorBusy: round(run.generatorBusy),
    total: figuresOf(all, elapsedSeconds, correction),
    byRequest: [...byRequest].map(([{ name, method, weight }, share]) => ({
      ...{ name, method, weight },
      // A user's pace is that of the whole mix: requests of one name have none of their own.
      ...figuresOf(share, elapsedSeconds, model.type === 'open' ? correction : undefined),
    })),
    series: series.points,
  };
}

function figuresOf(
  { tally, service, response }: Share,
  elapsedSeconds: number,
  correction: Correction | undefined,
): Figures {
  const { requests, failed, bytesReceived, bytesSent } = tally;
  const corrected =
    correction?.by === 'expectedInterval'
      ? service.corrected(correction.intervalMs)
      : correction && response.summary();
  return {
    ...{ requests, failed, bytesReceived, bytesSent },
    errorRate: requests === 0 ? 0 : failed / requests,
    throughputPerSecond: round(requests / elapsedSeconds),
    ...{ statuses: tally.statuses(), errors: tally.errors() },
    latencyMs: { service: service.summary() ?? null, corrected: corrected ?? null },
  };
}

const thinkTimeOf = (model: Model): number => (model.type === 'closed' ? model.thinkTimeMs : 0);
const round = (value: number): number => Number(value.toFixed(3));

/** What is shown first and thresholds are about: what was measured itself, where the model allows it. */
export const headlineOf = (
  model: Pick<Model, 'type'>,
  { service, corrected }: Latency,
): LatencySummary | null => (model.type === 'open' ? corrected : service);
