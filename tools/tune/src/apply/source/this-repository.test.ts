import { globSync } from 'node:fs';
import { join } from 'node:path';
import { readServiceFile } from '@acado/nx-serverless/services';
import { planInWorkspace } from './apply-to-source.ts';

const workspace = join(import.meta.dirname, '../../../../..');
const functions = globSync('services/*/serverless.yml', { cwd: workspace })
  .map((file) => readServiceFile(workspace, file.replaceAll('\\', '/')))
  .flatMap(({ root, functions: keys }) => keys.map((key) => [root, key] as const));

describe('planInWorkspace', () => {
  it.each(functions)('can change the size of %s %s, in its own file', (serviceDir, functionKey) => {
    for (const architecture of ['x86_64', 'arm64'] as const) {
      const { changes, files } = planInWorkspace({
        ...{ workspace, serviceDir, functionKey, memoryMb: 1111, architecture },
      });

      expect(files.map(({ file }) => file)).toEqual([`${serviceDir}/serverless.yml`]);
      expect(changes[0]).toMatchObject({ name: 'memorySize', after: '1111' });
    }
  });
});
