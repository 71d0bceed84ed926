import { aModel, aStage } from '../testing/a-result.ts';
import { verdictOf } from './verdict.ts';

const model = aModel();

describe('verdictOf', () => {
  it('sets the shortest p95 beside the first size, with its cost', () => {
    const stages = [aStage(128, 900, 0.41), aStage(512, 120, 0.3), aStage(1024, 90, 0.45)];
    expect(verdictOf({ stages, model })).toBe(
      '1024 MB has the shortest p95, 90 ms, 10.0 times as fast as 128 MB (900 ms). Lambda costs more: $0.450 per million requests in place of $0.410 (1.10 times as much). No errors.',
    );
  });

  it('says that the first size is the best', () => {
    const stages = [aStage(128, 90, 0.3), aStage(1024, 95, 0.5)];
    expect(verdictOf({ stages, model })).toBe(
      '128 MB has the shortest p95, 90 ms. Lambda costs $0.300 per million requests. No errors.',
    );
  });

  it('names errors, and leaves out a cost that is not known', () => {
    const stages = [aStage(128, 90, null, { failed: 20, errorRate: 0.02 }), aStage(1024, 45, 0.5)];
    expect(verdictOf({ stages, model })).toBe(
      '1024 MB has the shortest p95, 45 ms, 2.0 times as fast as 128 MB (90 ms). Errors: 2 % at 128 MB.',
    );
  });

  it('says so when there is nothing to compare', () => {
    const nothing = { latencyMs: { service: null, corrected: null }, failed: 5, errorRate: 1 };
    expect(verdictOf({ stages: [aStage(128, 90, 1)], model })).toMatch(/^Stopped before/);
    const stages = [aStage(128, 0, null, nothing), aStage(256, 0, null, nothing)];
    expect(verdictOf({ stages, model })).toMatch(/^No request was answered as expected/);
  });
});
