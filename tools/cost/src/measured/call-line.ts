import type { UsageLine } from '@acado/pricing';
import type { CountedCalls } from './usage-snapshot.ts';

/** What S3 bills like a PUT. */
const S3_PUTS = /^(Put|Copy|Post|List|Create|Upload|Complete)/;
/** What S3 does not bill. */
const S3_FREE = /^(Delete|Abort)/;

/**
 * The usage line of counted calls; `undefined` for what costs nothing of its own: an invocation is billed by its REPORT
 * line, a delivery of EventBridge by what it calls.
 *
 * S3 objects are taken to be of the class STANDARD.
 */
export function callLine(calls: CountedCalls, region: string): UsageLine | undefined {
  const { service, operation, resource, requests, failed = 0 } = calls;
  // What was refused has no chunks, and is not billed.
  const { chunks = requests - failed } = calls;
  switch (service) {
    case 'sqs': {
      const type = resource.endsWith('.fifo') ? 'fifo' : 'standard';
      return { meter: 'sqs-requests', region, type, requests: chunks };
    }
    case 'events':
      return operation === 'PutEvents'
        ? { meter: 'eventbridge', region, events: chunks }
        : undefined;
    case 'sns':
      return operation.startsWith('Publish')
        ? { meter: 'sns', region, publishes: chunks }
        : undefined;
    case 'dynamodb': {
      const { readUnits = 0, writeUnits = 0 } = calls;
      if (readUnits === 0 && writeUnits === 0) return undefined;
      return {
        meter: 'dynamodb-units',
        region,
        readRequestUnits: readUnits,
        writeRequestUnits: writeUnits,
      };
    }
    case 's3': {
      if (S3_FREE.test(operation)) return undefined;
      const kind = S3_PUTS.test(operation) ? 'puts' : 'gets';
      return { meter: 's3-requests', region, storageClass: 'STANDARD', [kind]: requests };
    }
    default:
      return undefined;
  }
}
