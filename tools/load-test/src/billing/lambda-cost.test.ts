import { aState } from '../testing/fake-settings.ts';
import { lambdaCost } from './lambda-cost.ts';

const report = (billedMs: number, initMs?: number) => ({
  ...{ requestId: 'a', status: 'success' as const, billedMs, durationMs: billedMs - 1, initMs },
});

describe('lambdaCost', () => {
  it('averages what REPORT lines say, over all functions', () => {
    const reports = [
      { state: aState({ memoryMb: 1024 }), reports: [report(10), report(30, 200)] },
      { state: aState({ memoryMb: 1024 }), reports: [report(20)] },
    ];
    // 20 ms of 1 GB on arm64 at $0.0000133334 a GB-second, and $0.20 per million requests.
    expect(lambdaCost(reports, 'us-east-1')).toEqual({
      ...{ invocations: 3, coldStarts: 1, averageDurationMs: 19, averageBilledMs: 20 },
      usdPerMillionRequests: 0.466668,
    });
  });

  it('says nothing of nothing', () => {
    expect(lambdaCost([{ state: aState(), reports: [] }], 'us-east-1')).toBeUndefined();
  });
});
