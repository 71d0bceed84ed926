import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCloud } from '@acado/local-cloud';
import { startEngines } from '@acado/testing';
import { awsCloud } from './cloud.ts';
import { awsData } from './data.ts';
import { cloudFormation } from './stacks.ts';
import { aCloudFormation } from './testing/a-cloudformation.ts';
import { aVersionedBucket } from './testing/a-versioned-bucket.ts';

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const { signal } = new AbortController();

let fake: Awaited<ReturnType<typeof aCloudFormation>> | undefined;
beforeEach(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
});
afterEach(async () => {
  delete process.env.AWS_ENDPOINT_URL;
  await fake?.stop();
  fake = undefined;
});

describe('cloudFormation', () => {
  it('reads stacks, and deletes one', async () => {
    fake = await aCloudFormation();
    const stacks = cloudFormation({ region: 'us-east-1', endpoint: fake.endpoint, credentials });

    const [stack, ...others] = await stacks.list((name) => name.endsWith('-dev'));
    const resources = await stacks.resourcesOf('acado-a-dev');
    await stacks.delete('acado-a-dev');
    const states = [await stacks.statusOf(stack!.id), await stacks.statusOf(stack!.id)];
    const [event] = await stacks.eventsOf(stack!.id);

    expect(others).toEqual([]);
    expect(stack).toMatchObject({
      ...{ name: 'acado-a-dev', status: 'CREATE_COMPLETE' },
      ...{ isProtected: true, tags: { Stage: 'dev' } },
    });
    expect(resources).toMatchObject([
      { logicalId: 'Bucket', physicalId: 'b', isRetained: true },
      { logicalId: 'Fn', type: 'AWS::Lambda::Function', isRetained: false },
    ]);
    expect(states).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(event).toMatchObject({ logicalId: 'Fn', status: 'DELETE_COMPLETE' });
    expect(await stacks.statusOf('acado-a-dev')).toBeUndefined();
  });
});

describe('awsCloud', () => {
  it('says what ends the local cloud', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'remove-'));
    const local = await createCloud({ services: [], directory });
    process.env.AWS_ENDPOINT_URL = local.endpoint;
    try {
      await expect(awsCloud('us-east-1')).rejects.toThrow(
        /is the local cloud, which has no stacks to remove: Ctrl-C ends it, npm start -- --fresh/,
      );
    } finally {
      await local.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('takes any other endpoint', async () => {
    fake = await aCloudFormation();
    process.env.AWS_ENDPOINT_URL = fake.endpoint;

    const cloud = await awsCloud('us-east-1');

    expect(await cloud.stacks.list((name) => name === 'foreign')).toHaveLength(1);
  });
});

describe('awsData', () => {
  it('counts versions, and deletes them with their markers and unfinished uploads, page by page', async () => {
    const s3 = await aVersionedBucket(2100, 5);
    const data = awsData({ region: 'us-east-1', endpoint: s3.endpoint, credentials });
    try {
      expect(await data.bucket('some')).toEqual({ count: 2100, bytes: 8400, isMore: false });
      expect(await data.empty('some', signal)).toBe(2105);
      expect(await data.bucket('some')).toMatchObject({ count: 0 });
      expect(s3.uploads()).toEqual([]);
      expect(await data.bucket('nothing')).toBeUndefined();
      expect(await data.empty('nothing', signal)).toBe(0);
    } finally {
      await s3.stop();
    }
  });

  it('counts items and messages, and knows what is not there', async () => {
    const engines = await startEngines({ tables: { orders: 'orderId' }, queues: ['inbox'] });
    const data = awsData({ region: 'us-east-1' });
    const queue = (name: string) => `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/${name}`;
    try {
      expect(await data.table('orders')).toMatchObject({ count: 0 });
      expect(await data.table('nothing')).toBeUndefined();
      expect(await data.queue(queue('inbox'))).toEqual({ count: 0 });
      expect(await data.queue(queue('nothing'))).toBeUndefined();
    } finally {
      await engines.stop();
    }
  });
});
