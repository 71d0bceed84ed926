import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { execFile } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { aWorkspace } from '../../testing/workspace.ts';
import { serviceGenerator, type ServiceGeneratorOptions } from './generator.ts';

const workspaceRoot = join(import.meta.dirname, '../../../../..');
const bin = join(workspaceRoot, 'node_modules/.bin');
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };

describe.each(['http', 'consumer'] as const)('a generated %s service', (kind) => {
  let workspace: ReturnType<typeof aWorkspace>;
  const run = (folder: string, command: string, ...args: string[]) =>
    promisify(execFile)(command, args, { cwd: join(workspace.root, folder), env });

  beforeAll(async () => {
    workspace = aWorkspace(await generatedFiles({ name: 'stock', kind, scope: 'orders' }));
    for (const file of ['package.json', 'tsconfig.base.json', 'jest.preset.js'])
      cpSync(join(workspaceRoot, file), join(workspace.root, file));
    for (const folder of ['node_modules', 'libs', 'tools'])
      symlinkSync(join(workspaceRoot, folder), join(workspace.root, folder), 'dir');
  });
  afterAll(() => workspace.remove());

  it('has correct types', async () => {
    await run('.', 'tsc', '--project', 'services/stock/tsconfig.json');
  });

  it('passes its tests, those of the packaged template too', async () => {
    const args = ['--config', 'jest.preset.js', '--rootDir', 'services/stock'];

    await run('services/stock', 'sls', 'package', '--stage', 'local');

    await run('.', 'jest', ...args, '--testRegex', '\\.test\\.ts$');
  });
});

async function generatedFiles(options: ServiceGeneratorOptions): Promise<Record<string, string>> {
  const tree = createTreeWithEmptyWorkspace({ formatter: 'none' });
  await serviceGenerator(tree, options);
  return Object.fromEntries(
    tree
      .listChanges()
      .filter(({ path }) => path.startsWith('services/'))
      .map(({ path, content }) => [path, String(content)]),
  );
}
