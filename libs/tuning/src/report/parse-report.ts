import * as z from 'zod/mini';

/** What Lambda says of one invocation when it is over. Fields that the line lacks are absent. */
export interface InvocationReport {
  requestId: string;
  status: 'success' | 'error' | 'timeout' | 'failure';
  errorType?: string | undefined;
  /** Without Init. */
  durationMs?: number | undefined;
  /** With Init, rounded up: what is paid for, but for Billed Restore. */
  billedMs?: number | undefined;
  memoryMb?: number | undefined;
  maxMemoryUsedMb?: number | undefined;
  /** There is one on a cold start only. */
  initMs?: number | undefined;
  /** With SnapStart only. */
  restoreMs?: number | undefined;
  billedRestoreMs?: number | undefined;
}

const statusSchema = z.enum(['success', 'error', 'timeout', 'failure']);
const number = z.optional(z.number().check(z.nonnegative()));

const platformReportSchema = z.object({
  type: z.literal('platform.report'),
  record: z.object({
    requestId: z.string(),
    status: z._default(statusSchema, 'success'),
    errorType: z.optional(z.string()),
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

const TEXT_START = 'REPORT RequestId: ';
const AMOUNT = /^(\d+(?:\.\d+)?) (?:ms|MB)$/;

/** Whether a line begins as a REPORT of the text format does. */
export const isTextReport = (line: string): boolean => line.startsWith(TEXT_START);

/** Whether a text may hold a report of the JSON format. */
export const mentionsJsonReport = (text: string): boolean => text.includes('"platform.report"');

/**
 * Reads a REPORT line, in Lambda's text or JSON log format; `undefined` when the line is none.
 *
 * @example
 * parseReport('REPORT RequestId: 1\tDuration: 1.20 ms\tBilled Duration: 2 ms')?.billedMs; // 2
 */
export function parseReport(line: string): InvocationReport | undefined {
  if (isTextReport(line)) return readText(line.slice('REPORT '.length));
  return mentionsJsonReport(line) ? reportOf(parsedJson(line)) : undefined;
}

/** Only the request id is sure to be there, and fields after it may come in any order. */
function readText(text: string): InvocationReport {
  const fields = new Map(
    text.split(/[\t\n]/).map((field) => {
      const [name = '', value = ''] = field.trim().split(': ', 2);
      return [name, value];
    }),
  );
  const amount = (name: string): number | undefined => {
    const [, value] = AMOUNT.exec(fields.get(name) ?? '') ?? [];
    return value === undefined ? undefined : Number(value);
  };
  return {
    requestId: fields.get('RequestId') ?? '',
    status: statusSchema.safeParse(fields.get('Status')).data ?? 'success',
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

/** The report that a record of the JSON format is; `undefined` when it is another. */
export function reportOf(record: unknown): InvocationReport | undefined {
  const { success, data } = z.safeParse(platformReportSchema, record);
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

/** JSON, or `undefined` when a text is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
