import { metered } from '@acado/powertools';
import { InputError } from '@acado/tuning';
import { GetObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Payloads } from '../domain/ports.ts';
import { resilient } from './resilient.ts';

/** An endpoint other than AWS's has no DNS name per bucket. */
const forcePathStyle = (): boolean =>
  Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL);

/** Bytes: many payloads of the 6 MB that Lambda takes, and few enough to be held in memory. */
const LARGEST = 24 * 1024 * 1024;

const refused = (message: string): InputError => new InputError([{ field: 'payloadS3', message }]);

/** Payloads in S3. */
export function createPayloads(
  s3 = resilient(metered(new S3Client({ forcePathStyle: forcePathStyle() }))),
): Payloads {
  return {
    read: async (uri) => {
      const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? [];
      try {
        const { Body, ContentLength = 0 } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        if (ContentLength > LARGEST) {
          throw refused(`${uri} has ${ContentLength} bytes; at most ${LARGEST} are read`);
        }
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
