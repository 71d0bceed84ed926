import { Exact } from '../exact.ts';
import { KIB, MIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, chunks, defineMeter } from '../meter.ts';

/**
 * A standard topic: publishes in chunks of 64 KB. Deliveries to SQS and Lambda are free; to HTTP they are not.
 *
 * Source: Amazon SNS pricing page, as of 2026-10.
 */
export const sns = defineMeter({
  name: 'sns',
  summary: 'Publishes to a standard topic in chunks of 64 KB, and deliveries to HTTP',
  schema: usageLine('sns', {
    publishes: whole('Messages published'),
    messageBytes: orElse(whole('Size of one message, in bytes', { max: MIB }), 0),
    httpDeliveries: orElse(whole('Deliveries to HTTP endpoints'), 0),
  }),
  example: { meter: 'sns', region: 'us-east-1', publishes: 1_000_000, messageBytes: 1000 },
  measure({ publishes, messageBytes, httpDeliveries }) {
    const requests = Exact.of(publishes).times(chunks(messageBytes, 64 * KIB));
    const charges = [charge('sns.publishes.standard', requests)];
    if (httpDeliveries > 0) charges.push(charge('sns.deliveries.http', httpDeliveries));
    return charges;
  },
});
