import * as z from 'zod';

/** What Lambda says of one invocation when it is over. Fields that the line lacks are absent. */
export interface Report {
  requestId: string;
  status: 'success' | 'error' | 'timeout' | 'failure';
  errorType?: string | undefined;
  /** Without Init. */
  durationMs?: number | undefined;
  /** With Init, rounded up: what is paid for. */
  billedMs?: number | undefined;
  memoryMb?: number | undefined;
  maxMemoryUsedMb?: number | undefined;
  /** There is one on a cold start only. */
  initMs?: number | undefined;
  restoreMs?: number | undefined;
  billedRestoreMs?: number | undefined;
}

const statusSchema = z.enum(['success', 'error', 'timeout', 'failure']);
const number = z.number().nonnegative().optional();

const platformReportSchema = z.object({
  type: z.literal('platform.report'),
  record: z.object({
    requestId: z.string(),
    status: statusSchema.default('success'),
    errorType: z.string().optional(),
    metrics: z.object({
      durationMs: number,
      billedDurationMs: number,
      memorySizeMB: number,
      maxMemoryUsedMB: number,
      initDurationMs: number,
      restoreDurationMs: number,
      billedRestoreDurationMs: number,
    }),
  }),
});

/**
 * Reads a REPORT line, in Lambda's text or JSON log format; `undefined` when the line is none.
 *
 * @example
 * parseReportLine('REPORT RequestId: 1\tDuration: 1.20 ms\tBilled Duration: 2 ms')?.billedMs; // 2
 */
export function parseReportLine(line: string): Report | undefined {
  if (line.startsWith('REPORT RequestId: ')) return readText(line.slice('REPORT '.length));
  return line.includes('"platform.report"') ? readJson(line) : undefined;
}

/** Only the request id is sure to be there, and fields after it may come in any order. */
function readText(text: string): Report {
  const fields = new Map(
    text.split(/[\t\n]/).map((field) => {
      const [name = '', value = ''] = field.trim().split(': ', 2);
      return [name, value];
    }),
  );
  const amount = (name: string): number | undefined => {
    const value = Number.parseFloat(fields.get(name) ?? '');
    return Number.isFinite(value) ? value : undefined;
  };
  return {
    requestId: fields.get('RequestId') ?? '',
    status: statusSchema.catch('success').parse(fields.get('Status')),
    errorType: fields.get('Error Type'),
    durationMs: amount('Duration'),
    billedMs: amount('Billed Duration'),
    memoryMb: amount('Memory Size'),
    maxMemoryUsedMb: amount('Max Memory Used'),
    initMs: amount('Init Duration'),
    restoreMs: amount('Restore Duration'),
    billedRestoreMs: amount('Billed Restore Duration'),
  };
}

function readJson(line: string): Report | undefined {
  const { success, data } = platformReportSchema.safeParse(parsedJson(line));
  if (!success) return undefined;
  const { requestId, status, errorType, metrics } = data.record;
  return {
    requestId,
    status,
    errorType,
    durationMs: metrics.durationMs,
    billedMs: metrics.billedDurationMs,
    memoryMb: metrics.memorySizeMB,
    maxMemoryUsedMb: metrics.maxMemoryUsedMB,
    initMs: metrics.initDurationMs,
    restoreMs: metrics.restoreDurationMs,
    billedRestoreMs: metrics.billedRestoreDurationMs,
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
