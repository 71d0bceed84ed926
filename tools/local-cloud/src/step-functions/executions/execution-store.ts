import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type HistoryEvent } from '../interpreter/history.ts';
import { type StateMachine } from '../state-machine.ts';
import { type Execution } from './execution.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS revisions (
    id TEXT PRIMARY KEY, stateMachineArn TEXT NOT NULL, name TEXT NOT NULL, roleArn TEXT NOT NULL,
    definition TEXT NOT NULL, updatedAt INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS executions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, stateMachineArn TEXT NOT NULL,
    name TEXT NOT NULL, status TEXT NOT NULL, startDate INTEGER NOT NULL, stopDate INTEGER, input TEXT NOT NULL,
    output TEXT, error TEXT, cause TEXT, revisionId TEXT NOT NULL, told TEXT NOT NULL DEFAULT '') STRICT;
  CREATE INDEX IF NOT EXISTS executionsUntold ON executions (arn) WHERE told <> status;
  CREATE INDEX IF NOT EXISTS executionsOfMachine ON executions (stateMachineArn, number);
  CREATE TABLE IF NOT EXISTS events (
    executionArn TEXT NOT NULL, id INTEGER NOT NULL, previousEventId INTEGER NOT NULL, type TEXT NOT NULL,
    timestamp INTEGER NOT NULL, details TEXT NOT NULL, PRIMARY KEY (executionArn, id)) STRICT, WITHOUT ROWID;
`;

/** AWS keeps an execution for so long after its end. */
const KEEP_MS = 90 * 24 * 3600 * 1000;
/** More would only fill the disk of this machine. */
const KEEP_EXECUTIONS = 10_000;

const text = z
  .string()
  .nullable()
  .transform((value) => value ?? undefined);
const executionRow = z.object({
  arn: z.string(),
  stateMachineArn: z.string(),
  name: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  startDate: z.number(),
  stopDate: z
    .number()
    .nullable()
    .transform((value) => value ?? undefined),
  input: z.string(),
  output: text,
  error: text,
  cause: text,
  revisionId: z.string(),
});
const numberedRow = executionRow.extend({ number: z.number() });
const eventRow = z.object({
  id: z.number(),
  previousEventId: z.number(),
  type: z.string(),
  timestamp: z.number(),
  details: z
    .string()
    .transform((json) =>
      z.record(z.string(), z.record(z.string(), z.unknown())).parse(JSON.parse(json)),
    ),
});
const revisionRow = z.object({
  id: z.string(),
  stateMachineArn: z.string(),
  name: z.string(),
  roleArn: z.string(),
  definition: z.string(),
  updatedAt: z.number(),
});

export type Revision = z.infer<typeof revisionRow>;
/** A part of a list; `after` is the key of the last item before it. */
export type Page = { limit: number; after?: number };
/** `next` is there when there is more: what the next part comes after. */
export type Items<T> = { items: T[]; next?: number };
export type ExecutionStore = ReturnType<typeof openExecutionStore>;

/** Before it comes all that there is. */
const NEWEST = Number.MAX_SAFE_INTEGER;

/** One page of rows, of which one more was asked for than it holds. */
const pageOf = <T>(rows: T[], limit: number, keyOf: (row: T) => number): Items<T> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(last && rows.length > limit && { next: keyOf(last) }) };
};

/** Executions and their histories in an SQLite file: what was written survives the death of this process. */
export const openExecutionStore = (file: string) => {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;',
  );
  database.exec(SCHEMA);
  const insert = database.prepare(
    `INSERT INTO executions (arn, stateMachineArn, name, status, startDate, input, revisionId)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const finish = database.prepare(
    'UPDATE executions SET status = ?, stopDate = ?, output = ?, error = ?, cause = ? WHERE arn = ?',
  );
  const byArn = database.prepare('SELECT * FROM executions WHERE arn = ?');
  const running = database.prepare("SELECT * FROM executions WHERE status = 'RUNNING'");
  const tell = database.prepare('UPDATE executions SET told = ? WHERE arn = ?');
  const untold = database.prepare('SELECT * FROM executions WHERE told <> status ORDER BY number');
  const ofMachine = database.prepare(
    `SELECT * FROM executions WHERE stateMachineArn = ? AND (? = '' OR status = ?)
     AND number < ? ORDER BY number DESC LIMIT ?`,
  );
  const addEvent = database.prepare(
    `INSERT INTO events (executionArn, id, previousEventId, type, timestamp, details)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const forwards = database.prepare(
    'SELECT * FROM events WHERE executionArn = ? AND id > ? ORDER BY id LIMIT ?',
  );
  const backwards = database.prepare(
    'SELECT * FROM events WHERE executionArn = ? AND id < ? ORDER BY id DESC LIMIT ?',
  );
  const lastEvent = database.prepare('SELECT MAX(id) AS id FROM events WHERE executionArn = ?');
  const putRevision = database.prepare('INSERT OR IGNORE INTO revisions VALUES (?, ?, ?, ?, ?, ?)');
  const revision = database.prepare('SELECT * FROM revisions WHERE id = ?');
  const removeOld = database.prepare(
    `DELETE FROM executions WHERE status <> 'RUNNING' AND (stopDate < ? OR number NOT IN
     (SELECT number FROM executions ORDER BY number DESC LIMIT ${KEEP_EXECUTIONS}))`,
  );
  const ORPHANS = `
    DELETE FROM events WHERE executionArn NOT IN (SELECT arn FROM executions);
    DELETE FROM revisions WHERE id NOT IN (SELECT revisionId FROM executions);`;

  const one = (arn: string): Execution | undefined => {
    const row = byArn.get(arn);
    return row && executionRow.parse(row);
  };

  return {
    add: (execution: Execution, machine: StateMachine): void => {
      const { arn, stateMachineArn, name, status, startDate, input, revisionId } = execution;
      const { roleArn, definition, updatedAt } = machine;
      putRevision.run(revisionId, stateMachineArn, machine.name, roleArn, definition, updatedAt);
      insert.run(arn, stateMachineArn, name, status, startDate, input, revisionId);
    },
    /** Writes how an execution ended. */
    finish: ({ arn, status, stopDate = 0, output, error, cause }: Execution): void =>
      void finish.run(status, stopDate, output ?? null, error ?? null, cause ?? null, arn),
    get: one,
    running: (): Execution[] => running.all().map((row) => executionRow.parse(row)),
    /** The status of which the default bus was told last. */
    setTold: ({ arn, status }: Execution): void => void tell.run(status, arn),
    /** Those whose status nobody was told of. */
    untold: (): Execution[] => untold.all().map((row) => executionRow.parse(row)),
    /** The latest first. */
    list: (stateMachineArn: string, status: string, page: Page): Items<Execution> => {
      const { after = NEWEST, limit } = page;
      const rows = ofMachine.all(stateMachineArn, status, status, after, limit + 1);
      return pageOf(
        rows.map((row) => numberedRow.parse(row)),
        limit,
        ({ number }) => number,
      );
    },
    addEvent: (arn: string, event: HistoryEvent): void => {
      const { id, previousEventId, type, timestamp, details } = event;
      addEvent.run(arn, id, previousEventId, type, timestamp, JSON.stringify(details));
    },
    events: (arn: string, isReverse: boolean, page: Page): Items<HistoryEvent> => {
      const { after = isReverse ? NEWEST : 0, limit } = page;
      const rows = (isReverse ? backwards : forwards).all(arn, after, limit + 1);
      return pageOf(
        rows.map((row) => eventRow.parse(row)),
        limit,
        ({ id }) => id,
      );
    },
    lastEventId: (arn: string): number =>
      z.object({ id: z.number().nullable() }).parse(lastEvent.get(arn)).id ?? 0,
    revision: (id: string): Revision | undefined => {
      const row = revision.get(id);
      return row && revisionRow.parse(row);
    },
    prune: (now: number): void => {
      if (removeOld.run(now - KEEP_MS).changes > 0) database.exec(ORPHANS);
    },
    close: (): void => database.close(),
  };
};
