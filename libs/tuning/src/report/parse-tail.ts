import type { Sample } from '../types.ts';
import {
  type InvocationReport,
  isTextReport,
  mentionsJsonReport,
  parsedJson,
  parseReport,
  reportOf,
} from './parse-report.ts';

/** A sample, and what else its report says. */
export interface TailSample extends Sample {
  requestId: string;
  status: InvocationReport['status'];
}

/** A tracing line belongs to the REPORT before it, and may carry its status. */
const TRACING = 'XRAY TraceId: ';

/** A line that has lost its end may lack an Init or a Restore. It has not if it ends with what stands after these. */
const ENDS_WHOLE =
  /\t(?:(?:Init Duration|Billed Restore Duration): \d+(?:\.\d+)? ms|Status: (?:success|error|timeout|failure))\t?$/;

function* textReports(tail: string): Generator<InvocationReport> {
  const lines = tail.split('\n');
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (!isTextReport(line) || (next === undefined && !ENDS_WHOLE.test(line))) continue;
    const report = parseReport(next?.startsWith(TRACING) ? `${line}\n${next}` : line);
    if (report) yield report;
  }
}

/** One record per line, or an array of records; what was cut off is no JSON and drops out. */
function* jsonReports(tail: string): Generator<InvocationReport> {
  const whole = parsedJson(tail);
  const values = whole === undefined ? tail.split('\n').map(recordsOf) : [whole];
  for (const record of values.flat()) {
    const report = reportOf(record);
    if (report) yield report;
  }
}

const recordsOf = (line: string): unknown => (mentionsJsonReport(line) ? parsedJson(line) : []);

/** The report as a sample; `undefined` when it lacks a time, as after an Init that failed. */
function sampleOf(report: InvocationReport): TailSample | undefined {
  const { requestId, status, errorType, durationMs, billedMs } = report;
  if (durationMs === undefined || billedMs === undefined) return undefined;
  const { initMs, restoreMs, billedRestoreMs = 0, maxMemoryUsedMb } = report;
  return {
    requestId,
    status,
    errorType,
    durationMs,
    billedMs: billedMs + billedRestoreMs,
    initMs,
    restoreMs,
    maxMemoryUsedMb,
  };
}

/**
 * Finds the report of an invocation in the last 4 KB of its log (`LogResult`, decoded), in text or JSON format. A tail
 * may begin anywhere in a line; a number is only taken from a report that is whole, so there are right numbers or
 * none, and never zeros.
 *
 * @param requestId The invocation's own; without it, the last report is taken.
 *
 * @example
 * parseTail('REPORT RequestId: 1\tDuration: 1.20 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\t\n', {
 *   requestId: '1',
 * })?.billedMs; // 2
 */
export function parseTail(
  tail: string,
  { requestId }: { requestId?: string | undefined } = {},
): TailSample | undefined {
  const reports = [...textReports(tail), ...(mentionsJsonReport(tail) ? jsonReports(tail) : [])];
  const own = reports.findLast(
    (report) => requestId === undefined || report.requestId === requestId,
  );
  return own && sampleOf(own);
}
