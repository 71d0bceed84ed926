import { Exact } from '../exact.ts';
import { choice, GIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

const gigabytes = (bytes: number): Exact => Exact.of(bytes).over(GIB);

/**
 * Log bytes taken in. Since 2025-05-01 what Lambda writes is vended and gets cheaper with volume; what others write is
 * not.
 *
 * Source: Amazon CloudWatch pricing page, as of 2026-10.
 */
export const cloudwatchLogs = defineMeter({
  name: 'cloudwatch-logs',
  summary: 'Log bytes taken in: by Lambda (vended, tiered) or custom',
  schema: usageLine('cloudwatch-logs', {
    writer: choice('Who writes: Lambda, or anything through PutLogEvents', ['lambda', 'custom']),
    bytes: whole('Bytes taken in, uncompressed'),
    logClass: orElse(
      choice('Class of the log group', ['standard', 'infrequent-access']),
      'standard',
    ),
  }),
  example: {
    meter: 'cloudwatch-logs',
    region: 'us-east-1',
    writer: 'lambda',
    bytes: 10_737_418_240,
  },
  measure: ({ writer, bytes, logClass }) => [
    charge(`cloudwatch.logs.${writer}${logClass === 'standard' ? '' : '-ia'}`, gigabytes(bytes)),
  ],
});

/**
 * Log bytes that Logs Insights scans.
 *
 * Source: Amazon CloudWatch pricing page, as of 2026-10.
 */
export const cloudwatchLogsInsights = defineMeter({
  name: 'cloudwatch-logs-insights',
  summary: 'Log bytes scanned by Logs Insights',
  schema: usageLine('cloudwatch-logs-insights', { scannedBytes: whole('Bytes scanned') }),
  example: {
    meter: 'cloudwatch-logs-insights',
    region: 'us-east-1',
    scannedBytes: 1_073_741_824,
  },
  measure: ({ scannedBytes }) => [charge('cloudwatch.logs.insights', gigabytes(scannedBytes))],
});
