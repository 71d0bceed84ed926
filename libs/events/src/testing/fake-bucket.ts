import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  type PutObjectCommand,
  type PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import type { PayloadBucketClient } from '../payload-store.ts';

/** A bucket in memory. */
export class FakeBucket implements PayloadBucketClient {
  readonly objects = new Map<string, Uint8Array>();

  send(command: PutObjectCommand): Promise<PutObjectCommandOutput>;
  send(command: GetObjectCommand): Promise<GetObjectCommandOutput>;
  async send(command: PutObjectCommand | GetObjectCommand): Promise<unknown> {
    await Promise.resolve();
    const name = `${command.input.Bucket}/${command.input.Key}`;
    if (command instanceof GetObjectCommand) return this.#get(name);
    if (command.input.Body instanceof Uint8Array) this.objects.set(name, command.input.Body);
    return { $metadata: {} };
  }

  #get(name: string) {
    const bytes = this.objects.get(name);
    if (!bytes) throw Object.assign(new Error('The key does not exist'), { name: 'NoSuchKey' });
    return {
      $metadata: {},
      ContentLength: bytes.byteLength,
      Body: { transformToByteArray: () => Promise.resolve(bytes) },
    };
  }
}
