import { HeadObjectCommand, NotFound, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { encodeLines } from '../domain/encode-lines.ts';
import type { ArchiveStore, NameState } from '../domain/ports.ts';

const metadataSchema = z.object({ events: z.string().check(z.regex(/^\d+$/)) });

const isPreconditionFailed = (error: unknown): boolean =>
  error instanceof Error && error.name === 'PreconditionFailed';

/** Objects that are written once: S3 itself refuses the second write of a name. */
export const createS3ArchiveStore = (s3: Pick<S3Client, 'send'>, bucket: string): ArchiveStore => {
  const stateOf = async (name: string): Promise<NameState> => {
    try {
      const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: name }));
      return metadataSchema.parse(Metadata).events === '0' ? 'abandoned' : 'archived';
    } catch (error) {
      if (error instanceof NotFound) return 'missing';
      throw error;
    }
  };

  return {
    stateOf,
    create: async (name, lines) => {
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: name,
            Body: await encodeLines(lines),
            ContentType: 'application/gzip',
            Metadata: { events: String(lines.length) },
            IfNoneMatch: '*',
          }),
        );
        return lines.length === 0 ? 'abandoned' : 'archived';
      } catch (error) {
        if (!isPreconditionFailed(error)) throw error;
        const state = await stateOf(name);
        if (state === 'missing') throw error;
        return state;
      }
    },
  };
};
