import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  type PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import * as z from 'zod/mini';

/** Largest payload that is fetched, in bytes: what one Lambda request can bring in. */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** Where a payload lies and how to know that it is the right one. */
export const payloadRefSchema = z.strictObject({
  bucket: z.string().check(z.minLength(3), z.maxLength(63)),
  key: z.string().check(z.minLength(1), z.maxLength(1_024)),
  bytes: z.int().check(z.gte(1), z.lte(MAX_PAYLOAD_BYTES)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits')),
});

/** Pointer to a payload (claim check). */
export type PayloadRef = z.infer<typeof payloadRefSchema>;

/** The part of an S3 client that the store needs. */
export interface PayloadBucketClient {
  send(command: PutObjectCommand): Promise<PutObjectCommandOutput>;
  send(command: GetObjectCommand): Promise<GetObjectCommandOutput>;
}

/** Keeps payloads that are too large for an event. */
export interface PayloadStore {
  /** Stores a payload; the same id and bytes land on the same key, so doing it again changes nothing. */
  put(id: string, payload: Uint8Array | string): Promise<PayloadRef>;
  /**
   * Fetches a payload.
   * @throws {PayloadError} when it is not the one the pointer was made for.
   */
  get(ref: PayloadRef): Promise<Uint8Array>;
}

/** A payload is not what its pointer says. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
  readonly code = 'PAYLOAD_MISMATCH';
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Payload store on S3, at `<prefix>/<id>-<first 16 digits of the sha256>.json`. The key has no date in it: a retry
 * after midnight must find the same key, and lifecycle rules go by the object's age anyway.
 *
 * @param options.prefix Default `payloads`.
 *
 * @example
 * const payloads = createPayloadStore({ s3: new S3Client(), bucket: 'acado-ingest-a-dev-payloads-123456789012' });
 * const ref = await payloads.put(eventId, JSON.stringify(order));
 */
export function createPayloadStore(options: {
  s3: PayloadBucketClient;
  bucket: string;
  prefix?: string;
}): PayloadStore {
  const { s3, bucket, prefix = 'payloads' } = options;
  return {
    async put(id, payload) {
      const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
      const sha256 = sha256Of(body);
      const key = `${prefix}/${id}-${sha256.slice(0, 16)}.json`;
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: 'application/json',
        }),
      );
      return { bucket, key, bytes: body.byteLength, sha256 };
    },

    async get(ref) {
      const where = `s3://${ref.bucket}/${ref.key}`;
      if (ref.bucket !== bucket) throw new PayloadError(`${where} is not in bucket ${bucket}`);
      const { Body, ContentLength } = await s3.send(
        new GetObjectCommand({ Bucket: bucket, Key: ref.key }),
      );
      if (ContentLength !== undefined && ContentLength !== ref.bytes) {
        if (Body instanceof Readable) Body.destroy();
        throw new PayloadError(`${where} has ${ContentLength} bytes, expected ${ref.bytes}`);
      }
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      if (bytes.byteLength !== ref.bytes || sha256Of(bytes) !== ref.sha256) {
        throw new PayloadError(`${where} is not the payload its sha256 names`);
      }
      return bytes;
    },
  };
}
