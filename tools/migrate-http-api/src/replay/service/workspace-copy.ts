import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Made by packaging, or not read by it. */
const LEFT_OUT = ['.serverless', '.esbuild', '.local', 'node_modules'];

/**
 * A copy of a service in a workspace of links: what it includes by relative paths is found, and packaging it writes
 * nothing into the real one.
 *
 * @param root Absolute path of the workspace.
 * @param service Folder of the service, relative to it.
 * @param target An empty folder.
 */
export async function copyService(root: string, service: string, target: string): Promise<void> {
  const [rooms = '', ...rest] = service.split(/[/\\]/).filter((part) => part !== '');
  if (rest.length !== 1) throw new Error(`${service}: Expected a folder such as services/baseline`);
  for (const name of await readdir(root))
    if (name !== rooms && !name.startsWith('.'))
      await symlink(join(root, name), join(target, name));
  await mkdir(join(target, rooms));
  await cp(join(root, service), join(target, service), {
    recursive: true,
    filter: (source) => !LEFT_OUT.includes(basename(source)),
  });
}
