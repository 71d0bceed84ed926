import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type Database = DatabaseSync;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS logGroups (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, createdAt INTEGER NOT NULL, retentionDays INTEGER) STRICT;
  CREATE TABLE IF NOT EXISTS logStreams (
    id INTEGER PRIMARY KEY, groupId INTEGER NOT NULL, name TEXT NOT NULL, createdAt INTEGER NOT NULL,
    firstEventAt INTEGER, lastEventAt INTEGER, lastIngestionAt INTEGER, UNIQUE (groupId, name)) STRICT;
  CREATE TABLE IF NOT EXISTS logEvents (
    id INTEGER PRIMARY KEY, groupId INTEGER NOT NULL, streamId INTEGER NOT NULL, at INTEGER NOT NULL,
    ingestedAt INTEGER NOT NULL, message TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS logEventsOfGroup ON logEvents (groupId, at, id);
  CREATE TABLE IF NOT EXISTS metrics (
    id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL,
    lastAt INTEGER NOT NULL, UNIQUE (namespace, name, dimensions)) STRICT;
  CREATE TABLE IF NOT EXISTS datapoints (
    metricId INTEGER NOT NULL, at INTEGER NOT NULL, unit TEXT NOT NULL, distribution TEXT NOT NULL,
    PRIMARY KEY (metricId, at, unit)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS alarms (
    name TEXT PRIMARY KEY, definition TEXT NOT NULL, state TEXT NOT NULL, updatedAt INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS alarmHistory (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, summary TEXT NOT NULL,
    data TEXT NOT NULL) STRICT;
`;

/** Everything that CloudWatch keeps, in one SQLite file. */
export const openDatabase = (file: string): Database => {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  // NORMAL: what was committed survives the death of this process, though not that of the machine.
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;`,
  );
  database.exec(SCHEMA);
  return database;
};

/** All of it or nothing. */
export const inTransaction = (database: Database, work: () => void): void => {
  database.exec('BEGIN');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
};

/**
 * Runs `flush` once, soon after something is to be written; nothing runs while nothing happens. Never throws: a disk that
 * is full must not end whoever logs.
 */
export const createWriteBehind = (
  flush: () => void,
  delayMs: number,
  onError: (error: unknown) => void,
) => {
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    timer = undefined;
    try {
      flush();
    } catch (error) {
      onError(error);
    }
  };
  return {
    soon: (): void => {
      timer ??= setTimeout(now, delayMs).unref();
    },
    now,
  };
};
