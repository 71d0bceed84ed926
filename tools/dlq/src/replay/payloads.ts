import type { S3Client } from '@aws-sdk/client-s3';
import { envelopeOf } from '../peek/envelope.ts';
import { resolvePayloads } from '../peek/payloads.ts';
import type { DeadLetter } from '../queue/message.ts';
import type { Sandbox } from './sandbox.ts';

/** Physical names of buckets: `acado-<service>-<stage>-<thing>-<account>`. */
const BUCKET = /^(acado-.+)-([a-z0-9]+)-([a-z0-9]+)-(\d{12})$/;

/**
 * Puts the payloads that a message points to where the replayed function looks for them. A message of another stage is
 * given the names of the replay's buckets.
 */
export async function bringPayloads(
  s3: S3Client,
  message: DeadLetter,
  { buckets, putObject }: Pick<Sandbox, 'buckets' | 'putObject'>,
): Promise<{ message: DeadLetter; notes: string[] }> {
  let { body } = message;
  const notes: string[] = [];
  for (const { bucket, key, content, problem } of await resolvePayloads(
    s3,
    envelopeOf(body).payloads,
  )) {
    const here = buckets.find((one) => one === bucket || thingOf(one) === thingOf(bucket));
    if (content === undefined || here === undefined) {
      notes.push(
        `s3://${bucket}/${key} is not in the replay: ${problem ?? 'its service has no such bucket'}`,
      );
      continue;
    }
    await putObject(here, key, content);
    if (here === bucket) continue;
    body = body.replaceAll(bucket, here);
    notes.push(`The payload of ${bucket} is in ${here} for the replay`);
  }
  return { message: { ...message, body }, notes };
}

/** A bucket without its stage and account; the whole name if it is none of ours. */
function thingOf(bucket: string): string {
  const [, service, , thing] = BUCKET.exec(bucket) ?? [];
  return service === undefined ? bucket : `${service}/${thing}`;
}
