import { execFile } from 'node:child_process';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const project = join(import.meta.dirname, '../..');
const sls = join(project, '../../node_modules/serverless/bin/serverless.js');

/** Packages the service below a folder, as `nx package` does in place; the folder of the packaged service. */
export const packageRunaway = async (directory: string): Promise<string> => {
  const service = join(directory, 'runaway');
  // The framework takes a path that ends in `.serverless` for the one in its own folder.
  const output = join(service, 'package');
  await promisify(execFile)(
    process.execPath,
    [sls, 'package', '--config=runaway.yml', '--stage=local', `--package=${output}`],
    { cwd: project },
  );
  await rename(output, join(service, '.serverless'));
  return service;
};
