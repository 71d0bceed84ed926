import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { type Cloud, createCloud } from '../cloud.ts';
import { eventually } from '../events/testing.ts';
import { packageShop, SHOP_CODE } from '../testing/shop-service.ts';
import { type Packaging } from './package-services.ts';
import { placesOf } from './places.ts';
import { PackagingError } from './user-error.ts';
import { type Watcher, watchServices } from './watch.ts';

const NEXT_CODE = SHOP_CODE.replace('version: 1', 'version: 2');

describe('watchServices', () => {
  let root: string;
  let cloud: Cloud;
  let watcher: Watcher;
  let reports: string[];
  const source = () => join(root, 'services/shop/buy.js');

  const version = async (): Promise<unknown> => {
    const answer = await fetch(`${cloud.outputs().services.shop?.httpApi}/buy/7`);
    return ((await answer.json()) as { version: unknown }).version;
  };
  const queue = () => `${cloud.endpoint}/000000000000/shop-orders`;
  const messages = async (): Promise<string | undefined> => {
    const { Attributes } = await cloud.context.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue(), AttributeNames: ['All'] }),
    );
    return Attributes?.ApproximateNumberOfMessages;
  };
  const reported = (line: string) => eventually(() => expect(reports).toContain(line), 20_000);

  beforeEach(async () => {
    reports = [];
    root = mkdtempSync(join(tmpdir(), 'watch-'));
    const services = join(root, 'services');
    mkdirSync(join(root, 'libs'));
    const folder = packageShop(services);
    writeFileSync(source(), SHOP_CODE);
    writeFileSync(join(folder, 'serverless.yml'), '');
    const report = (level: string, name: string, message: string) =>
      void reports.push(`${level} ${name}: ${message}`);
    cloud = await createCloud({ services: [folder], directory: join(root, '.local') });
    const packaging: Pick<Packaging, 'run'> = {
      run: async () => {
        const code = readFileSync(source(), 'utf8');
        if (code === 'broken') throw new PackagingError('shop: buy.js:1:1: ERROR: broken', '');
        await Promise.resolve(packageShop(services, { code }));
      },
    };
    const places = placesOf(root);
    watcher = watchServices({ cloud, packaging, places, report, onUpdate: () => undefined });
    await cloud.context.sqs.send(
      new SendMessageCommand({ QueueUrl: queue(), MessageBody: 'waiting' }),
    );
  });
  afterEach(async () => {
    watcher.stop();
    await cloud.stop();
    rmSync(root, { recursive: true });
  });

  it('swaps in a service whose source was saved, and keeps what its queues hold', async () => {
    expect(await version()).toBe(1);

    writeFileSync(source(), NEXT_CODE);

    await reported('info watch: updated shop (BuyFunction)');
    expect(await version()).toBe(2);
    expect(await messages()).toBe('1');
  });

  it('keeps the old one running when packaging fails, and takes the next that succeeds', async () => {
    writeFileSync(source(), 'broken');
    await reported('error watch: shop keeps running as it was: shop: buy.js:1:1: ERROR: broken');
    expect(await version()).toBe(1);

    writeFileSync(source(), NEXT_CODE);

    await reported('info watch: updated shop (BuyFunction)');
    expect(await version()).toBe(2);
  });

  it('does not look at what packaging writes', async () => {
    writeFileSync(join(root, 'services/shop/.serverless/note.txt'), '');
    writeFileSync(source(), NEXT_CODE);

    await reported('info watch: updated shop (BuyFunction)');
    expect(reports).toHaveLength(1);
  });
});
