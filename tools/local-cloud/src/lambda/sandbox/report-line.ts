import { type InvocationReport } from '../types.ts';

/** The REPORT line of Lambda's text log format. */
export const formatReport = (report: InvocationReport): string => {
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${report.billedDurationMs} ms`,
    `Memory Size: ${report.memorySizeMB} MB`,
    `Max Memory Used: ${report.maxMemoryUsedMB} MB`,
  ];
  if (report.initDurationMs !== undefined) {
    fields.push(`Init Duration: ${report.initDurationMs.toFixed(2)} ms`);
  }
  if (report.status) fields.push(`Status: ${report.status}`);
  if (report.errorType) fields.push(`Error Type: ${report.errorType}`);
  return `${fields.join('\t')}\t`;
};

/** Reads a REPORT line back; `undefined` when the line is none. */
export const parseReport = (line: string): InvocationReport | undefined => {
  if (!line.startsWith('REPORT RequestId: ')) return undefined;
  const fields = new Map(
    line
      .slice('REPORT '.length)
      .split('\t')
      .map((field) => field.trim().split(': ', 2))
      .filter((pair): pair is [string, string] => pair.length === 2),
  );
  const number = (name: string): number => parseFloat(fields.get(name) ?? '');
  const status = fields.get('Status');
  return {
    requestId: fields.get('RequestId') ?? '',
    durationMs: number('Duration'),
    billedDurationMs: number('Billed Duration'),
    memorySizeMB: number('Memory Size'),
    maxMemoryUsedMB: number('Max Memory Used'),
    ...(fields.has('Init Duration') && { initDurationMs: number('Init Duration') }),
    ...((status === 'timeout' || status === 'error') && { status }),
    ...(fields.has('Error Type') && { errorType: fields.get('Error Type') }),
  };
};
