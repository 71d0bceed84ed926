import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const workspaceRoot = join(import.meta.dirname, '../../..');
const nx = join(workspaceRoot, 'node_modules/.bin/nx');

async function affectedBy(file: string): Promise<string[]> {
  const args = ['show', 'projects', '--affected', `--files=${file}`, '--json'];
  const { stdout } = await promisify(execFile)(nx, args, { cwd: workspaceRoot });
  return JSON.parse(stdout) as string[];
}

describe('what nx affected runs in this workspace', () => {
  it('is a service and the tools that run it for a change of the service', async () => {
    const projects = await affectedBy('services/worker-b/src/config.ts');

    expect(projects).toEqual(expect.arrayContaining(['cost', 'system-test', 'tune', 'worker-b']));
    for (const other of ['crud-api', 'worker-c', 'events', 'local-cloud', 'command-line'])
      expect(projects).not.toContain(other);
  });

  it.each([
    ['libs/events/src/index.ts', ['events', 'ingest-a', 's3-archiver', 'worker-b', 'worker-c']],
    ['libs/serverless-config/provider.yml', ['crud-api', 'serverless-config', 'worker-b']],
  ])('is every dependent for a change of %s', async (file, dependents) => {
    expect(await affectedBy(file)).toEqual(expect.arrayContaining(dependents));
  });
});
