import { type Cloud, createCloud } from '@acado/local-cloud';
import { writePackage } from '@acado/local-cloud/testing';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeQueue, findQueue } from './queue/queue-facts.ts';
import { readQueue } from './queue/read-queue.ts';
import { openMailbox } from './queue/sqs-mailbox.ts';
import { queueDestination } from './redrive/destination.ts';
import { openJournal } from './redrive/journal.ts';
import { redrive } from './redrive/redrive.ts';
import { deleteMessages } from './purge/delete-messages.ts';
import { eventually } from './testing/eventually.ts';

describe('a dead-letter queue on SQS', () => {
  let cloud: Cloud;
  let sqs: SQSClient;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dlq-'));
    const aQueue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });
    const resources = { Dead: aQueue('dead'), Source: aQueue('source') };
    const service = writePackage(folder, { name: 'queues', folder: 'queues', resources, code: {} });
    cloud = await createCloud({ services: [service], directory: join(folder, 'cloud') });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: cloud.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'operator',
      AWS_SECRET_ACCESS_KEY: 'operator',
    });
    sqs = new SQSClient();
  });
  afterEach(async () => {
    sqs.destroy();
    await cloud.stop();
    rmSync(folder, { recursive: true });
  });

  const bodyOf = (index: number) => `{ "id": ${index},\n\t"note": "grüße 🎉 ${index}" }`;
  const bodies = (count: number) => Array.from({ length: count }, (_, index) => bodyOf(index));

  const fill = async (count: number) => {
    const { url } = await findQueue(sqs, 'dead');
    for (let start = 0; start < count; start += 10)
      await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: url,
          Entries: bodies(Math.min(count, start + 10))
            .slice(start)
            .map((MessageBody, index) => ({
              ...{ Id: String(index), MessageBody },
              MessageAttributes: {
                raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 200, 255]) },
              },
            })),
        }),
      );
  };
  const read = async (name: string) => {
    const queue = await findQueue(sqs, name);
    const { messages } = await readQueue(openMailbox(sqs, queue.url), {
      max: 5000,
      expected: queue.visible,
    });
    return messages;
  };
  const depth = async (name: string) => {
    const { visible, inFlight } = (await describeQueue(sqs, (await findQueue(sqs, name)).url))!;
    return { visible, inFlight };
  };
  /** All that there is. */
  const redriveAll = async () => {
    const [from, to] = [await findQueue(sqs, 'dead'), await findQueue(sqs, 'source')];
    return redrive({
      mailbox: openMailbox(sqs, from.url),
      destination: queueDestination(sqs, to),
      wanted: new Set((await read('dead')).map(({ messageId }) => messageId)),
      perSecond: 10_000,
      journal: openJournal(join(folder, 'journal'), from.url),
    });
  };

  it('of a thousand messages is read, each once, and is as it was, but for the receive counts', async () => {
    await fill(1000);
    const first = await read('dead');
    expect(first.map(({ body }) => body).sort()).toEqual(bodies(1000).sort());
    expect(await depth('dead')).toEqual({ visible: 1000, inFlight: 0 });
    const second = await read('dead');
    expect(second.map(({ messageId }) => messageId).sort()).toEqual(
      first.map(({ messageId }) => messageId).sort(),
    );
    expect(new Set(second.map(({ receiveCount }) => receiveCount))).toEqual(new Set([2]));
  });

  it('gives its messages back byte by byte, and a second redrive does nothing', async () => {
    await fill(100);
    expect(await redriveAll()).toMatchObject({ moved: 100, failed: [], missing: [] });
    const moved = await read('source');
    expect(moved.map(({ body }) => body).sort()).toEqual(bodies(100).sort());
    for (const { attributes } of moved)
      expect([...attributes.raw!.BinaryValue!]).toEqual([0, 200, 255]);
    expect(await redriveAll()).toMatchObject({ moved: 0, missing: [] });
    expect(await depth('source')).toEqual({ visible: 100, inFlight: 0 });
  });

  it('loses what was chosen to be deleted, and nothing else', async () => {
    await fill(50);
    const { url } = await findQueue(sqs, 'dead');
    const chosen = (await read('dead')).slice(0, 20);
    expect(await deleteMessages(openMailbox(sqs, url), chosen)).toMatchObject({ deleted: 20 });
    const left = (await read('dead')).map(({ body }) => body);
    expect(left).toHaveLength(30);
    for (const { body } of chosen) expect(left).not.toContain(body);
  });

  const killRedrive = async (when: string) => {
    const script = join(import.meta.dirname, 'testing/killed-redrive.ts');
    const child = spawn(
      process.execPath,
      [script, 'dead', 'source', join(folder, 'journal'), when],
      {
        stdio: 'inherit',
        env: { ...process.env }, // Jest's own is not that of the process
      },
    );
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    await eventually('what it held is back', async () => {
      // Looking makes the engine see whose time is over.
      await read('dead');
      return (await depth('dead')).inFlight === 0 || undefined;
    });
  };

  it('has lost nothing when a redrive is killed before it deletes, and the next one sends nothing twice', async () => {
    await fill(40);
    await killRedrive('before-delete');
    expect(await depth('dead')).toEqual({ visible: 30, inFlight: 0 });
    expect(await depth('source')).toEqual({ visible: 20, inFlight: 0 });

    expect(await redriveAll()).toMatchObject({ moved: 20, finished: 10, failed: [], missing: [] });
    expect((await read('source')).map(({ body }) => body).sort()).toEqual(bodies(40).sort());
    expect(await depth('dead')).toEqual({ visible: 0, inFlight: 0 });
  });

  it('has lost nothing when a redrive is killed while it sends, at the price of one call twice', async () => {
    await fill(40);
    await killRedrive('after-send');
    const { url } = await findQueue(sqs, 'dead');
    expect(openJournal(join(folder, 'journal'), url).unsure().size).toBe(10);

    expect(await redriveAll()).toMatchObject({ moved: 30, finished: 0 });
    const arrived = (await read('source')).map(({ body }) => body);
    expect(arrived).toHaveLength(50);
    expect([...new Set(arrived)].sort()).toEqual(bodies(40).sort());
  });
});
