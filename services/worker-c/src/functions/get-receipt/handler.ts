import { createDocumentClient } from '@acado/dynamodb';
import { createHttpHandler, type HttpResult, NotFound } from '@acado/powertools';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { createReceiptStore } from '../../adapters/receipt-store.ts';
import { receiptsConfig } from '../../config.ts';
import { etagOf, namesEtag } from './etag.ts';

export const handler = createHttpHandler({
  services: () => {
    const config = receiptsConfig();
    return createReceiptStore({
      ...config,
      s3: new S3Client(config.s3),
      dynamodb: createDocumentClient(),
    });
  },
  pathParameters: z.object({ id: z.uuid().toLowerCase() }),
  handle: async ({ pathParameters: { id }, headers }, receipts): Promise<HttpResult> => {
    const pdf = await receipts.find(id);
    if (!pdf) throw new NotFound(`There is no receipt of order ${id}, or not yet`);
    const etag = etagOf(pdf);
    if (namesEtag(headers['if-none-match'], etag)) return { status: 304, headers: { etag } };
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
