import { CommandError } from '@acado/command-line';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { ServiceFolder } from '../estimate/service-folder.ts';
import { type PackagedService, packagedServiceSchema, readPackage } from '../estimate/template.ts';
import type { Revision } from './git.ts';

/** Below the workspace: survives as long as the packages that compiled it. */
const CACHE = 'node_modules/.cache/cost';

/**
 * What a service's package was at another revision; `undefined` when there was no such service. The revision is
 * unpacked into a temporary folder, with the packages that are installed here and its own libraries, and packaged
 * there. The result is kept: the same files are packaged once.
 *
 * @throws {CommandError} with what the packager said.
 */
export async function basePackage(
  { root, path }: ServiceFolder,
  stage: string,
  revision: Revision,
): Promise<PackagedService | undefined> {
  const service = revision.tree(path);
  if (service === undefined || revision.tree(`${path}/serverless.yml`) === undefined)
    return undefined;
  const inputs = [service, revision.tree('libs'), revision.tree('package-lock.json'), stage];
  const key = createHash('sha256').update(inputs.join('\n')).digest('hex').slice(0, 32);
  const cached = join(root, CACHE, `${key}.json`);
  const known = readCached(cached);
  if (known) return known;

  const folder = mkdtempSync(join(tmpdir(), 'cost-base-'));
  try {
    revision.extract(folder);
    linkPackages(root, folder);
    await slsPackage(root, join(folder, path), stage);
    const packaged = readPackage(join(folder, path));
    mkdirSync(join(root, CACHE), { recursive: true });
    // Whoever reads it meanwhile finds all of it or nothing.
    writeFileSync(`${cached}.${process.pid}`, JSON.stringify(packaged));
    renameSync(`${cached}.${process.pid}`, cached);
    return packaged;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCached(file: string): PackagedService | undefined {
  try {
    return packagedServiceSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

const manifestSchema = z.object({
  name: z.string().optional(),
  workspaces: z.array(z.string()).default([]),
});

const manifestOf = (folder: string) =>
  manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));

/** Installed packages are shared; the workspace's own are those of the folder, not of where it came from. */
function linkPackages(root: string, folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const entry of readdirSync(join(root, 'node_modules'))) {
    const installed = join(root, 'node_modules', entry);
    if (!entry.startsWith('@')) symlinkSync(installed, join(modules, entry), 'junction');
    else {
      mkdirSync(join(modules, entry));
      for (const scoped of readdirSync(installed))
        if (!lstatSync(join(installed, scoped)).isSymbolicLink())
          symlinkSync(join(installed, scoped), join(modules, entry, scoped), 'junction');
    }
  }
  for (const pattern of manifestOf(folder).workspaces) {
    const below = join(folder, pattern.replace(/\/\*$/, ''));
    for (const entry of readdirSync(below, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const { name } = manifestOf(join(below, entry.name));
      if (name === undefined) continue;
      const link = join(modules, name);
      mkdirSync(join(link, '..'), { recursive: true });
      symlinkSync(join(below, entry.name), link, 'junction');
    }
  }
}

async function slsPackage(root: string, folder: string, stage: string): Promise<void> {
  const bin = join(root, 'node_modules/.bin');
  const child = spawn('sls', ['package', '--stage', stage], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    shell: process.platform === 'win32',
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0)
    throw new CommandError(
      `What the change is compared with can't be packaged:\n${stdout}${stderr}`,
    );
}
