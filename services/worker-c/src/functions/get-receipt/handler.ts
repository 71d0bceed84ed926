import { createDocumentClient } from '@acado/dynamodb';
import { createS3Client } from '@acado/events';
import {
  createHttpHandler,
  entityTag,
  type HttpResult,
  isNotModified,
  NotFound,
} from '@acado/powertools';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { createReceiptStore } from '../../adapters/receipt-store.ts';
import { receiptsConfig } from '../../config.ts';

export const handler = createHttpHandler({
  services: () => {
    const config = receiptsConfig();
    return createReceiptStore({
      ...config,
      s3: createS3Client(),
      dynamodb: createDocumentClient(),
    });
  },
  pathParameters: z.object({ id: z.uuid().check(z.toLowerCase()) }),
  handle: async ({ pathParameters: { id }, headers }, receipts): Promise<HttpResult> => {
    const pdf = await receipts.find(id);
    if (!pdf) throw new NotFound(`There is no receipt of order ${id}, or not yet`);
    const version = createHash('sha256').update(pdf).digest('base64url');
    const etag = entityTag(version);
    if (isNotModified(headers, version)) return { status: 304, headers: { etag } };
    return {
      status: 200,
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="receipt-${id}.pdf"`,
        etag,
      },
      binary: pdf,
    };
  },
});
