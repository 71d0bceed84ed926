import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder above a service that is the workspace; `undefined` where there is none. */
export const workspaceRoot = (folder: string): string | undefined => {
  if (existsSync(join(folder, 'nx.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : workspaceRoot(parent);
};
