import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const SQLITE_BUSY = 5;

const acquire = (database: DatabaseSync): boolean => {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
};

/**
 * Runs `work` while no other process of this machine holds the lock file. The lock is SQLite's on an empty database:
 * the operating system gives it back when its holder ends, however it ends.
 */
export const withLock = async <T>(
  file: string,
  work: () => Promise<T>,
  onWait: () => void,
): Promise<T> => {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    for (let attempt = 0; !acquire(database); attempt++) {
      if (attempt === 5) onWait();
      await sleep(100);
    }
    return await work();
  } finally {
    database.close();
  }
};
