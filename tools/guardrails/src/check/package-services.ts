import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '@acado/command-line';

/**
 * The services to check.
 *
 * @param names Of those that are wanted; none: all.
 * @throws {CommandError} naming the one that there is not.
 */
export function servicesNamed(workspace: string, names: readonly string[]): string[] {
  const folder = join(workspace, 'services');
  const isService = (name: string) => existsSync(join(folder, name, 'serverless.yml'));
  const all = existsSync(folder) ? readdirSync(folder).filter(isService).sort() : [];
  if (all.length === 0) throw new CommandError('There is no service here (services/*)');
  const wanted = names.map((name) => name.replace(/^services\/|\/$/g, ''));
  const missing = wanted.find((name) => !all.includes(name));
  if (missing !== undefined)
    throw new CommandError(`There is no service "${missing}": ${all.join(', ')}\nSee --help`);
  return wanted.length === 0 ? all : wanted;
}

/**
 * Packages services, as far as Nx has not done it before.
 *
 * @throws {CommandError} If that fails, as it does where a rule is broken: what was said is on standard error.
 */
export function packageServices(
  workspace: string,
  services: readonly string[],
  stage: string | undefined,
): void {
  const { status, error } = spawnSync(
    join(workspace, 'node_modules/.bin/nx'),
    [
      ...['run-many', '--targets=package', `--projects=${services.join(',')}`],
      '--outputStyle=static',
      ...(stage === undefined ? [] : [`--stage=${stage}`]),
    ],
    // Standard output is for the result.
    { cwd: workspace, stdio: ['ignore', 2, 2] },
  );
  if (error) throw new CommandError(`nx: ${error.message}`);
  if (status !== 0) throw new CommandError('A service could not be packaged, see above', 1);
}
