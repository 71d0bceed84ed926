import type { Outputs } from './cloud.ts';

/** Where the orders of an architecture go in, and where they end. */
export interface System {
  ordersUrl: string;
  /** Rows, by orderId. */
  rowsTable: string;
  receipts:
    | { in: 'bucket'; bucket: string }
    | { in: 'table'; table: string; bucket: string; urlOf: (orderId: string) => string };
  archiveBucket: string;
  /** Everything that keeps data. */
  tables: string[];
  buckets: string[];
  /** Queues where nothing may ever be. */
  deadLetterQueues: string[];
  /** Every other queue. */
  queues: string[];
}

/** The services of each architecture, the owner of the bus first. */
export const SERVICES = {
  baseline: ['baseline'],
  pipeline: ['ingest-a', 'worker-b', 'worker-c', 's3-archiver'],
} as const;

export type Architecture = keyof typeof SERVICES;

export function systemOf(architecture: Architecture, outputs: Outputs): System {
  const serviceOf = (service: string) => {
    const found = outputs.services[service];
    if (!found) throw new Error(`${service} is not deployed`);
    return found;
  };
  const resource = (service: string, logicalId: string): string => {
    const physicalId = serviceOf(service).resources[logicalId];
    if (physicalId === undefined) throw new Error(`${service} has no ${logicalId}`);
    return physicalId;
  };
  const api = (service: string): string => {
    const { httpApi, restApi } = serviceOf(service);
    const url = httpApi ?? restApi;
    if (url === undefined) throw new Error(`${service} has no API`);
    return url.replace(/\/$/, '');
  };
  const resources = Object.values(outputs.services).flatMap((deployed) =>
    Object.entries(deployed.resources),
  );
  const named = (pattern: RegExp) =>
    resources.filter(([logicalId]) => pattern.test(logicalId)).map(([, physicalId]) => physicalId);
  const common = {
    tables: named(/Table$/),
    buckets: named(/(?<!Deployment)Bucket$/),
    deadLetterQueues: named(/DeadLetterQueue$/),
    // What ends in the name of its queue, but has no URL, is an event source mapping.
    queues: named(/(?<!DeadLetter)Queue$/).filter((id) => URL.canParse(id)),
  };
  if (architecture === 'baseline')
    return {
      ...common,
      ordersUrl: `${api('baseline')}/orders`,
      rowsTable: resource('baseline', 'OrdersTable'),
      receipts: { in: 'bucket', bucket: resource('baseline', 'ReceiptsBucket') },
      archiveBucket: resource('baseline', 'ArchiveBucket'),
    };
  const receiptsApi = api('worker-c');
  return {
    ...common,
    ordersUrl: `${api('ingest-a')}/orders`,
    rowsTable: resource('worker-b', 'OrdersTable'),
    receipts: {
      in: 'table',
      table: resource('worker-c', 'ReceiptsTable'),
      bucket: resource('worker-c', 'ReceiptsBucket'),
      urlOf: (orderId) => `${receiptsApi}/orders/${orderId}/receipt`,
    },
    archiveBucket: resource('s3-archiver', 'ArchiveBucket'),
  };
}
