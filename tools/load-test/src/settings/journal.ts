import { CommandError } from '@acado/command-line';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const changeSchema = z.object({
  function: z.string(),
  arn: z.string(),
  region: z.string(),
  /** Of the cloud it is in; absent: AWS's own. */
  endpoint: z.string().optional(),
  /** The process that changed it. */
  pid: z.int(),
  startedAt: z.string(),
  /** Before; what is absent was not touched. */
  was: z.object({
    memoryMb: z.int().optional(),
    reservedConcurrency: z.int().nullable().optional(),
  }),
  /** What it was, or was about to be, set to. */
  set: z.object({ memoryMb: z.array(z.int()), reservedConcurrency: z.int().optional() }),
});

/** What a run changed, written down before it changes it, so that whoever comes next can put it back. */
export type Change = z.infer<typeof changeSchema>;

export interface Journal {
  read(): Change[];
  /** Writes down a change unless something is known of the same function. @returns Whether it did. */
  claim(change: Change): boolean;
  /** Adds a change, or replaces what is known of the same function. */
  write(change: Change): void;
  remove(change: Change): void;
}

/** @param folder Is made when there is something to write. */
export function fileJournal(folder: string): Journal {
  // A file each: runs on different functions do not write over each other.
  const fileOf = ({ function: name, arn, endpoint = '' }: Change): string => {
    const id = createHash('sha256').update(`${endpoint} ${arn}`).digest('hex').slice(0, 12);
    return join(folder, `${name}-${id}.json`);
  };
  /** A file appears with all that is in it, or not at all: a process may be killed while it writes. */
  const draftOf = (change: Change): string => {
    const draft = `${fileOf(change)}.${process.pid}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, `${JSON.stringify(change, null, 2)}\n`, { flush: true });
    return draft;
  };
  return {
    read: () => globSync('*.json', { cwd: folder }).map((file) => readChange(join(folder, file))),
    claim: (change) => {
      const draft = draftOf(change);
      try {
        linkSync(draft, fileOf(change));
        return true;
      } catch (error) {
        if (existsSync(fileOf(change))) return false;
        throw error;
      } finally {
        rmSync(draft);
      }
    },
    write: (change) => renameSync(draftOf(change), fileOf(change)),
    remove: (change) => rmSync(fileOf(change), { force: true }),
  };
}

/** Of a cloud that ends with the run. */
export const noJournal: Journal = {
  read: () => [],
  claim: () => true,
  write: () => undefined,
  remove: () => undefined,
};

function readChange(file: string): Change {
  try {
    return changeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new CommandError(
      `${file} can not be read: look what it says, put that right by hand, and delete it`,
    );
  }
}
