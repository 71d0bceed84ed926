import { globSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from '@acado/cost/source';
import { readServiceFile } from '@acado/nx-serverless/services';
import { planSource } from './plan-source.ts';

const workspace = join(import.meta.dirname, '../../../../..');
const functions = globSync('services/*/serverless.yml', { cwd: workspace })
  .map((file) => readServiceFile(workspace, file.replaceAll('\\', '/')))
  .flatMap(({ root, functions: keys }) => keys.map((key) => [root, key] as const));

const read = (file: string) => readIfThere(join(workspace, file));

describe('planSource, of every function of this repository', () => {
  it.each(functions)('can change the size of %s %s, in its own file', (root, functionKey) => {
    for (const architecture of ['x86_64', 'arm64'] as const) {
      const { changes, files } = planSource({
        ...{ read, root, functionKey, memoryMb: 1111, architecture },
      });

      expect(files.map(({ file }) => file)).toEqual([`${root}/serverless.yml`]);
      expect(changes[0]).toMatchObject({ name: 'memorySize', after: '1111' });
    }
  });
});
