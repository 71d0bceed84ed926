import { createDocumentClient } from '@acado/dynamodb';
import { createPayloadStore, createS3Client } from '@acado/events';
import {
  createHttpHandler,
  entityTag,
  type HttpResult,
  isNotModified,
  NotFound,
} from '@acado/powertools';
import * as z from 'zod/mini';
import { createOrderStore } from '../../adapters/order-store.ts';
import { ordersConfig } from '../../config.ts';

export const handler = createHttpHandler({
  services: () => {
    const config = ordersConfig();
    return createOrderStore({
      tableName: config.tableName,
      dynamodb: createDocumentClient(),
      bodies: createPayloadStore({
        s3: createS3Client(),
        bucket: config.bucket,
        prefix: 'orders',
      }),
    });
  },
  pathParameters: z.object({ id: z.uuid().check(z.toLowerCase()) }),
  handle: async ({ pathParameters: { id }, headers }, orders): Promise<HttpResult> => {
    const stored = await orders.find(id);
    if (!stored) throw new NotFound(`There is no order ${id}, or not yet`);
    // The first order of an id stands for good, so its fingerprint names what is answered.
    const etag = entityTag(stored.fingerprint);
    if (isNotModified(headers, stored.fingerprint)) return { status: 304, headers: { etag } };
    return { status: 200, headers: { etag }, body: await stored.read() };
  },
});
