import { Exact } from '../exact.ts';
import { GIB, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

/**
 * Data sent to the internet, tiered. Data that comes in is free, and so is what passes between Lambda, S3, DynamoDB, SQS
 * and SNS within a region.
 *
 * Source: Amazon EC2 on-demand pricing page (data transfer), as of 2026-10.
 */
export const dataTransferOut = defineMeter({
  name: 'data-transfer-out',
  summary: 'Data sent to the internet',
  schema: usageLine('data-transfer-out', { bytes: whole('Bytes sent') }),
  example: { meter: 'data-transfer-out', region: 'us-east-1', bytes: 107_374_182_400 },
  measure: ({ bytes }) => [charge('data-transfer.internet', Exact.of(bytes).over(GIB))],
});
