import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { type Cloud } from '../cloud.ts';
import { type CloudContext } from '../context.ts';
import { withLock } from './lock.ts';
import { type Packaging } from './package-services.ts';
import { type Places } from './places.ts';

/** Editors save in several steps, and people save several files. */
const QUIET_MS = 200;

/** What packaging itself writes, and what never goes into a package. */
const IGNORED =
  /(^|[\\/])(node_modules|\.serverless|\.esbuild|dist|coverage|\.git)([\\/]|$)|\.test\.ts$|\.md$|~$|\.sw[a-z]$/;

export type Watcher = { stop: () => void };

/** The services that a changed file concerns: its own, or all of them for a library (Nx knows which are untouched). */
export const servicesConcernedBy = (file: string, folders: string[]): string[] => {
  const own = folders.filter((folder) => file.startsWith(folder + sep));
  return own.length > 0 ? own : folders;
};

/** Repackages services whose source changes and swaps them in; a package that fails leaves the old one running. */
export const watchServices = ({
  cloud,
  packaging,
  places,
  report,
  onUpdate,
}: {
  cloud: Pick<Cloud, 'update'>;
  packaging: Pick<Packaging, 'run'>;
  places: Places;
  report: CloudContext['report'];
  onUpdate: () => void;
}): Watcher => {
  const dirty = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let stopped = false;

  const update = async (folders: string[]): Promise<void> => {
    const changes: string[] = [];
    await packaging.run(folders);
    for (const folder of folders) {
      const changed = await cloud.update(folder);
      if (changed.length > 0) changes.push(`${basename(folder)} (${changed.join(', ')})`);
    }
    onUpdate();
    report(
      'info',
      'watch',
      changes.length > 0 ? `updated ${changes.join(', ')}` : 'nothing changed',
    );
  };

  const flush = async (): Promise<void> => {
    if (busy || stopped || dirty.size === 0) return;
    busy = true;
    const folders = [...dirty].filter((folder) => existsSync(folder));
    dirty.clear();
    const names = folders.map((folder) => basename(folder)).join(', ');
    try {
      await withLock(
        places.packagingLock,
        () => update(folders),
        () => undefined,
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!stopped) report('error', 'watch', `${names} keeps running as it was: ${message}`);
    }
    busy = false;
    await flush();
  };

  const changed = (directory: string) => (_event: string, name: string | null) => {
    if (name === null || IGNORED.test(name)) return;
    for (const folder of servicesConcernedBy(join(directory, name), places.serviceFolders()))
      dirty.add(folder);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), QUIET_MS);
  };

  const roots = ['services', 'libs'].flatMap((kind) =>
    readdirSync(join(places.root, kind), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(places.root, kind, entry.name)),
  );
  const watchers: FSWatcher[] = roots.map((directory) =>
    watch(directory, { recursive: true }, changed(directory))
      // Folders come and go while they are being listed; whatever remains is still watched.
      .on('error', () => undefined),
  );
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
};
