import { Exact } from '../exact.ts';
import { KIB, MIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, chunks, defineMeter } from '../meter.ts';

/**
 * Custom events put on a classic event bus, each started 64 KB billed as an event. Rules and deliveries within the
 * account are free, so the number of consumers costs nothing here.
 *
 * Source: Amazon EventBridge pricing page, as of 2026-10.
 */
export const eventbridge = defineMeter({
  name: 'eventbridge',
  summary: 'Custom events on an event bus, in chunks of 64 KB',
  schema: usageLine('eventbridge', {
    events: whole('Entries that were put, rejected ones left out'),
    eventBytes: orElse(whole('Size of one entry, in bytes', { max: MIB }), 0),
  }),
  example: { meter: 'eventbridge', region: 'us-east-1', events: 1_000_000, eventBytes: 3000 },
  measure: ({ events, eventBytes }) => [
    charge('eventbridge.custom-events', Exact.of(events).times(chunks(eventBytes, 64 * KIB))),
  ],
});
