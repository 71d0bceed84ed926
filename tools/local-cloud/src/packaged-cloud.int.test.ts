import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startPackagedCloud } from './packaged-cloud.ts';
import { packageShop } from './testing/shop-service.ts';

describe('startPackagedCloud', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'packaged-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('runs copies of the packages, and leaves nothing behind', async () => {
    const shop = basename(packageShop(root));
    let removeFolder = (): void => undefined;

    const cloud = await startPackagedCloud({
      ...{ root, services: [shop] },
      onFolder: (remove) => (removeFolder = remove),
    });
    // Its state lies in <folder>/cloud/state.
    const directory = join(cloud.context.stateDir, '../..');
    expect(cloud.outputs().services).toHaveProperty(shop);
    expect(directory.startsWith(root)).toBe(false);
    await cloud.stop();

    expect(existsSync(directory)).toBe(false);
    removeFolder(); // also when it has gone already
  });

  it('says how to package what is not', async () => {
    await expect(
      startPackagedCloud({ root, services: ['services/shop', 'services/bank'] }),
    ).rejects.toThrow('Not packaged: npx nx run-many -t package -p shop,bank');
  });
});
