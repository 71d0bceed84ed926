import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isFree } from '../ports.ts';
import { DEFAULT_PORT, type StartOptions } from './options.ts';
import { type Places } from './places.ts';
import { UserError } from './user-error.ts';

export const portInUse = (port: number): UserError =>
  new UserError(
    `Port ${port} is in use: stop what uses it, or take another one: LOCAL_CLOUD_PORT=${port === DEFAULT_PORT ? 4600 : port + 50} npm start`,
  );

/** The cloud's folder, without what an earlier run left when it is to be fresh. @throws UserError */
export const prepare = async (
  places: Places,
  { port, fresh }: Pick<StartOptions, 'port' | 'fresh'>,
): Promise<string> => {
  const directory = places.cloudDirectory(port);
  // Before anything is touched: the state may belong to a cloud that runs.
  if (!(await isFree(port))) throw portInUse(port);
  mkdirSync(directory, { recursive: true });
  rmSync(join(directory, 'outputs.json'), { force: true });
  if (fresh)
    for (const part of ['state', 'logs'])
      rmSync(join(directory, part), { recursive: true, force: true });
  return directory;
};
