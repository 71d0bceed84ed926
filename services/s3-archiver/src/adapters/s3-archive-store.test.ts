import {
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createS3ArchiveStore } from './s3-archive-store.ts';

const $metadata = {};
const exception = (name: string) =>
  new S3ServiceException({ name, $fault: 'client', $metadata, message: name });
const line = { eventId: 'a', json: '{}' };

/** S3 with one object, or none, that refuses to be overwritten; as the engines of the tests do not. */
const aBucket = (metadata?: Record<string, string>, refusal = exception('PreconditionFailed')) => {
  const puts: PutObjectCommand['input'][] = [];
  const send = async (command: unknown) => {
    if (command instanceof PutObjectCommand) {
      puts.push(command.input);
      if (metadata) throw refusal;
      return { $metadata };
    }
    if (command instanceof HeadObjectCommand && metadata) return { Metadata: metadata };
    throw new NotFound({ $metadata, message: 'NotFound' });
  };
  return { puts, store: createS3ArchiveStore({ send } as never, 'archive') };
};

describe('createS3ArchiveStore', () => {
  it('writes only where nothing is', async () => {
    const { puts, store } = aBucket();
    await expect(store.create('name', [line])).resolves.toBe('archived');
    expect(puts).toMatchObject([
      { Bucket: 'archive', Key: 'name', IfNoneMatch: '*', Metadata: { events: '1' } },
    ]);
  });

  it('writes an empty object to give a name up', async () => {
    const { puts, store } = aBucket();
    await expect(store.create('name', [])).resolves.toBe('abandoned');
    expect(puts).toMatchObject([{ IfNoneMatch: '*', Metadata: { events: '0' } }]);
  });

  it('tells what stands there when it came too late', async () => {
    await expect(aBucket({ events: '0' }).store.create('name', [line])).resolves.toBe('abandoned');
    await expect(aBucket({ events: '7' }).store.create('name', [])).resolves.toBe('archived');
  });

  it('passes on any other refusal', async () => {
    const { store } = aBucket({ events: '7' }, exception('SlowDown'));
    await expect(store.create('name', [line])).rejects.toThrow('SlowDown');
  });

  it('tells an unused, an abandoned and a filled name apart', async () => {
    await expect(aBucket().store.stateOf('name')).resolves.toBe('missing');
    await expect(aBucket({ events: '0' }).store.stateOf('name')).resolves.toBe('abandoned');
    await expect(aBucket({ events: '2' }).store.stateOf('name')).resolves.toBe('archived');
  });

  it('does not guess what an object without a count holds', async () => {
    await expect(aBucket({}).store.stateOf('name')).rejects.toThrow('events');
  });
});
