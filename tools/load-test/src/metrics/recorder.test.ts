import type { Answer } from '../engine/connection.ts';
import type { ClosedModel, Model, OpenModel } from '../engine/model.ts';
import { aRequest } from '../testing/a-load.ts';
import { Recorder } from './recorder.ts';
import { measurementOf } from './result.ts';

const closed: ClosedModel = {
  ...{ type: 'closed', users: 1, rampUpMs: 0, durationMs: 1000, thinkTimeMs: 0 },
};
const open: OpenModel = {
  ...{ type: 'open', rate: 10, startRate: 0, rampUpMs: 0, durationMs: 1000, maxUsers: 5 },
};
const read = aRequest({ name: 'read' });
const write = aRequest({ name: 'write', method: 'POST', expect: [201] });

const answered = (status: number, durationMs = 10, body = ''): Answer => ({
  ...{ status, durationMs, body, bytes: 100 },
});
const failed = (failure: 'timeout' | 'refused' | 'reset', durationMs = 10): Answer => ({
  ...{ failure, durationMs, bytes: 0 },
});

function measure(
  model: Model,
  samples: [typeof read, Answer, endedAt?: number, waitedMs?: number][],
) {
  const recorder = new Recorder([read, write], model, 0);
  recorder.onUsers(1, 0);
  for (const [request, answer, endedAt = 100, waitedMs = 0] of samples)
    recorder.record({
      ...{ request, answer, endedAt, bytesSent: 5 },
      responseMs: answer.durationMs + waitedMs,
    });
  return measurementOf(recorder, model, { elapsedMs: 2000, unsent: 0, generatorBusy: 0 });
}

describe('Recorder', () => {
  it('counts errors by kind, and 429 as throttling', () => {
    const { total } = measure(closed, [
      [read, answered(200)],
      [read, answered(429)],
      [read, answered(429)],
      [read, answered(503, 10, '{"message":"Service Unavailable"}')],
      [read, answered(503, 10, '{"title":"The table throttles"}')],
      [read, answered(404)],
      [write, answered(200)],
      [write, answered(201)],
      [read, failed('timeout')],
      [read, failed('refused')],
      [read, failed('reset')],
    ]);
    expect(total.errors.map(({ kind, count }) => [kind, count])).toEqual([
      ['throttled', 2],
      ['apiError', 1],
      ['clientError', 1],
      ['serverError', 1],
      ['unexpectedStatus', 1],
      ['timeout', 1],
      ['refused', 1],
      ['reset', 1],
    ]);
    expect(total.errors[0]!.label).toBe('429 throttled (Too Many Requests)');
    expect(total).toMatchObject({ requests: 11, failed: 9, errorRate: 9 / 11 });
    expect(total.statuses).toEqual({ 200: 2, 201: 1, 404: 1, 429: 2, 503: 2 });
  });

  it('leaves what is refused at once out of the latency, and time-outs in it', () => {
    const { total } = measure(closed, [
      [read, answered(200, 10)],
      [read, answered(429, 1)],
      [read, failed('timeout', 5000)],
    ]);
    expect(total.latencyMs.service).toMatchObject({ p50: expect.closeTo(10, 1), max: 5000 });
    expect(total.latencyMs.service!.avg).toBeGreaterThan(2500);
  });

  it('measures each request by its name', () => {
    const { byRequest } = measure(closed, [
      [read, answered(200, 10)],
      [write, answered(201, 40)],
      [write, answered(500, 40)],
    ]);
    expect(byRequest).toMatchObject([
      { name: 'read', requests: 1, failed: 0, latencyMs: { corrected: null } },
      { name: 'write', method: 'POST', requests: 2, failed: 1, throughputPerSecond: 1 },
    ]);
    expect(byRequest[1]!.latencyMs.service!.p50).toBeCloseTo(40, 1);
  });

  it('counts from the intended start in an open load', () => {
    const { total, correction } = measure(open, [[read, answered(200, 10), 100, 90]]);
    expect(correction).toEqual({ by: 'intendedStart' });
    expect(total.latencyMs.service!.max).toBeCloseTo(10, 1);
    expect(total.latencyMs.corrected!.max).toBeCloseTo(100, 0);
  });

  it('corrects a closed load by the pace of its users', () => {
    const { correction } = measure({ ...closed, thinkTimeMs: 20 }, [
      [read, answered(200, 10)],
      [read, answered(200, 30)],
    ]);
    expect(correction).toEqual({ by: 'expectedInterval', intervalMs: expect.closeTo(40, 0) });
  });

  it('keeps what happens second by second', () => {
    const { series } = measure(closed, [
      [read, answered(200, 10), 100],
      [read, answered(429, 1), 900],
      [read, answered(200, 20), 2100],
    ]);
    const shown = series.map(({ second, users, requests, errors, throttled, p50Ms }) => [
      ...[second, users, requests, errors, throttled, p50Ms && Math.round(p50Ms)],
    ]);
    expect(shown).toEqual([
      [0, 1, 2, 1, 1, 10],
      [1, 1, 0, 0, 0, null],
      [2, 1, 1, 0, 0, 20],
    ]);
  });

  it('tells how it is going, since it was last asked', () => {
    const recorder = new Recorder([read], closed, 0);
    recorder.record({
      ...{ request: read, answer: answered(200, 30), endedAt: 1, responseMs: 30 },
      bytesSent: 0,
    });
    expect(recorder.live()).toMatchObject({ requests: 1, failed: 0, p95Ms: expect.closeTo(30, 0) });
    expect(recorder.live().p95Ms).toBeUndefined();
  });
});
