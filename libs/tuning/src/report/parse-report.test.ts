import { parseReport } from './parse-report.ts';

describe('parseReport', () => {
  it('reads every field of a text line', () => {
    const line =
      'REPORT RequestId: 2f1c\tDuration: 1233.96 ms\tBilled Duration: 1698 ms\tMemory Size: 1024 MB\t' +
      'Max Memory Used: 21 MB\tInit Duration: 463.51 ms\tRestore Duration: 474.16 ms\t' +
      'Billed Restore Duration: 75 ms\t\nXRAY TraceId: 1-2\tSegmentId: 3\tSampled: true\t' +
      'Status: error\tError Type: Runtime.ExitError\n';

    expect(parseReport(line)).toEqual({
      requestId: '2f1c',
      status: 'error',
      errorType: 'Runtime.ExitError',
      durationMs: 1233.96,
      billedMs: 1698,
      memoryMb: 1024,
      maxMemoryUsedMb: 21,
      initMs: 463.51,
      restoreMs: 474.16,
      billedRestoreMs: 75,
    });
  });

  it('leaves out what a text line lacks', () => {
    expect(parseReport('REPORT RequestId: 2f1c\tBilled Duration: 2 ms\t')).toEqual({
      requestId: '2f1c',
      status: 'success',
      billedMs: 2,
    });
  });

  it('reads the JSON log format', () => {
    const line = JSON.stringify({
      time: '2026-10-08T10:00:00.000Z',
      type: 'platform.report',
      record: {
        requestId: '2f1c',
        status: 'timeout',
        metrics: {
          durationMs: 469.4,
          billedDurationMs: 868,
          memorySizeMB: 512,
          maxMemoryUsedMB: 61,
          initDurationMs: 397.68,
        },
        tracing: { spanId: '1', type: 'X-Amzn-Trace-Id', value: 'Root=1-2' },
      },
    });

    expect(parseReport(line)).toEqual({
      requestId: '2f1c',
      status: 'timeout',
      durationMs: 469.4,
      billedMs: 868,
      memoryMb: 512,
      maxMemoryUsedMb: 61,
      initMs: 397.68,
    });
  });

  it.each([
    'START RequestId: 2f1c Version: $LATEST',
    'INIT_REPORT Init Duration: 3000.00 ms\tPhase: init\tStatus: timeout',
    '{"message":"an order says \\"platform.report\\""}',
    '{"type":"platform.report"',
    '',
  ])('takes no other line for one: %s', (line) => {
    expect(parseReport(line)).toBeUndefined();
  });
});
