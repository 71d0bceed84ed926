import { type InvocationReport } from '../types.ts';
import { formatReport, parseReport } from './report-line.ts';

const warm: InvocationReport = {
  requestId: '2f1c0c0e-0000-4000-8000-000000000000',
  durationMs: 469.4,
  billedDurationMs: 470,
  memorySizeMB: 1024,
  maxMemoryUsedMB: 61,
};

describe('formatReport', () => {
  it('writes the tab-separated line of a warm start', () => {
    expect(formatReport(warm)).toBe(
      'REPORT RequestId: 2f1c0c0e-0000-4000-8000-000000000000\tDuration: 469.40 ms\tBilled Duration: 470 ms\tMemory Size: 1024 MB\tMax Memory Used: 61 MB\t',
    );
  });

  it('adds the initialisation of a cold start and the status of a failure', () => {
    const line = formatReport({
      ...warm,
      initDurationMs: 120.456,
      status: 'error',
      errorType: 'Runtime.ExitError',
    });

    expect(line).toMatch(
      /Init Duration: 120\.46 ms\tStatus: error\tError Type: Runtime\.ExitError\t$/,
    );
  });
});

describe('parseReport', () => {
  it.each<InvocationReport>([
    warm,
    { ...warm, initDurationMs: 120.45 },
    { ...warm, status: 'timeout' },
    { ...warm, initDurationMs: 1, status: 'error', errorType: 'Runtime.OutOfMemory' },
  ])('reads back what was formatted', (report) => {
    expect(parseReport(formatReport(report))).toEqual(report);
  });

  it('takes no other line', () => {
    expect(parseReport('END RequestId: 1')).toBeUndefined();
  });
});
