import { batchGet, makeAndWriteRows } from '@acado/dynamodb';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Receipt, ReceiptStore } from '../domain/receipt-store.ts';
import { packReceipt, unpackReceipt } from './receipt-codec.ts';

// Up to here the write units of an item ($0.625 per million KB) cost less than an S3 PUT and the
// one unit of a pointer ($5.625 per million); see docs/adr/0002-where-receipts-live.md.
const maxItemBytes = 8 * 1024;

const existingSchema = z.object({ orderId: z.string() });
const itemSchema = z.union([
  z.object({ pdf: z.instanceof(Uint8Array) }),
  z.object({ objectKey: z.string() }),
]);

interface Item {
  orderId: string;
  pdf?: Uint8Array;
  objectKey?: string;
}

/** Receipts in DynamoDB, packed; the few that are too large for it as PDF files on S3. */
export function createReceiptStore(options: {
  dynamodb: DynamoDBDocumentClient;
  tableName: string;
  s3: S3Client;
  bucket: string;
}): ReceiptStore {
  const { dynamodb, tableName, s3, bucket } = options;

  async function toItem({ orderId, pdf }: Receipt): Promise<Item> {
    const packed = packReceipt(pdf);
    if (packed.byteLength <= maxItemBytes) return { orderId, pdf: packed };
    // Named by its content: another receipt of the same order never replaces this one.
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const objectKey = `receipts/${orderId}-${sha256.slice(0, 16)}.pdf`;
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: objectKey,
        Body: pdf,
        ContentType: 'application/pdf',
      }),
    );
    return { orderId, objectKey };
  }

  return {
    async existing(orderIds) {
      // Eventually consistent: a receipt that is not seen yet is written again with the same bytes.
      const items = await batchGet({
        client: dynamodb,
        tableName,
        keys: orderIds.map((orderId) => ({ orderId })),
        projection: ['orderId'],
      });
      return new Set(items.map((item) => existingSchema.parse(item).orderId));
    },

    async save(receipts) {
      const { unwritten } = await makeAndWriteRows({
        client: dynamodb,
        tableName,
        items: receipts,
        toRow: toItem,
        keyOf: ({ orderId }) => orderId,
      });
      return unwritten.map(({ item, error }) => ({ orderId: item.orderId, error }));
    },

    async find(orderId) {
      const { Item } = await dynamodb.send(
        new GetCommand({ TableName: tableName, Key: { orderId } }),
      );
      if (!Item) return undefined;
      const item = itemSchema.parse(Item);
      if ('pdf' in item) return unpackReceipt(item.pdf);
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: item.objectKey }));
      return await Body?.transformToByteArray();
    },
  };
}
