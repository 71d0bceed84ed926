import { createS3Client } from '@acado/events';
import { InputError } from '@acado/tuning';
import { GetObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Payloads } from '../domain/ports.ts';

const refused = (message: string): InputError => new InputError([{ field: 'payloadS3', message }]);

/** Payloads in S3. */
export function createPayloads(s3: S3Client = createS3Client()): Payloads {
  return {
    read: async (uri) => {
      const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? [];
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return (await Body?.transformToString()) ?? '';
      } catch (error) {
        if (!(error instanceof S3ServiceException)) throw error;
        const status = error.$metadata.httpStatusCode;
        if (status === 404) throw refused(`There is no ${uri}`);
        if (status === 403) {
          throw refused(
            `The tuner may not s3:GetObject ${uri}: deploy it with --param="payloadsBucket=${Bucket}"`,
          );
        }
        throw error;
      }
    },
  };
}
