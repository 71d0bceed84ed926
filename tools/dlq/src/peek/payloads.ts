import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import type { PayloadPointer } from './envelope.ts';

/** What a pointer leads to. */
export interface ResolvedPayload extends PayloadPointer {
  content?: string;
  /** Why there is no content, or what is wrong with it. */
  problem?: string;
}

/** Reads the objects that pointers name; a problem with one is told with it. */
export const resolvePayloads = (
  s3: S3Client,
  pointers: readonly PayloadPointer[],
): Promise<ResolvedPayload[]> =>
  Promise.all(
    pointers.map(async (pointer) => {
      try {
        const object = await s3.send(
          new GetObjectCommand({ Bucket: pointer.bucket, Key: pointer.key }),
        );
        const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const isOther = pointer.sha256 !== undefined && pointer.sha256 !== sha256;
        return {
          ...pointer,
          content: Buffer.from(bytes).toString(),
          ...(isOther && { problem: 'it is not the payload that the sha256 names' }),
        };
      } catch (error) {
        const { name, message } = error as Error;
        return { ...pointer, problem: `${name}: ${message}` };
      }
    }),
  );
