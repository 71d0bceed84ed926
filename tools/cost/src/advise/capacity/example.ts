import type * as z from 'zod';
import type { systemSchema } from './input.ts';

/**
 * The order pipeline: an API publishes orders, three queues get each of them. Batches, windows and concurrency are those
 * of the services; durations and units are made up, so measure your own.
 */
export const exampleSystem: z.input<typeof systemSchema> = {
  arrivals: { perSecond: 1200, seconds: 1800, afterwardsPerSecond: 100 },
  entry: 'orders-api',
  components: [
    { type: 'http-api', id: 'orders-api', to: [{ id: 'placeOrders' }] },
    {
      type: 'function',
      id: 'placeOrders',
      durationMs: 40,
      to: [{ id: 'worker-b-orders' }, { id: 'worker-c-orders' }, { id: 's3-archiver-orders' }],
    },
    {
      type: 'queue',
      id: 'worker-b-orders',
      batchSize: 25,
      windowSeconds: 1,
      maximumConcurrency: 6,
      retentionSeconds: 1_209_600,
      consumer: 'storeOrders',
    },
    {
      type: 'function',
      id: 'storeOrders',
      durationMs: 60,
      perItemMs: 1,
      to: [{ id: 'orders-table' }],
    },
    { type: 'table', id: 'orders-table', writeUnitsPerItem: 2 },
    {
      type: 'queue',
      id: 'worker-c-orders',
      batchSize: 25,
      windowSeconds: 1,
      maximumConcurrency: 6,
      retentionSeconds: 1_209_600,
      consumer: 'renderReceipts',
    },
    {
      type: 'function',
      id: 'renderReceipts',
      durationMs: 50,
      perItemMs: 6,
      to: [{ id: 'receipts-table' }],
    },
    { type: 'table', id: 'receipts-table', writeUnitsPerItem: 1 },
    {
      type: 'queue',
      id: 's3-archiver-orders',
      batchSize: 1000,
      windowSeconds: 2,
      maximumConcurrency: 2,
      retentionSeconds: 1_209_600,
      consumer: 'archiveEvents',
    },
    { type: 'function', id: 'archiveEvents', durationMs: 300, perItemMs: 0.3, to: [] },
  ],
};
