import { DatabaseSync } from 'node:sqlite';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Work that was accepted and not yet done: kept on disk until it is. */
export type QueuedItem<T> = {
  id: number;
  value: T;
  attempt: number;
  dueAt: number;
  enqueuedAt: number;
};

export type DurableQueue<T> = {
  /** On disk when it returns. `delayMs` from now until it is due. */
  add(values: T[], delayMs?: number): void;
  /** The due items that are not being worked on, oldest first; each is taken until `done` or `retry`. */
  take(limit: number): QueuedItem<T>[];
  done(id: number): void;
  /** Due again after `delayMs`, with `attempt` one higher. */
  retry(id: number, delayMs: number): void;
  /** Milliseconds until the next item is due; `undefined` when none waits. */
  nextDueInMs(): number | undefined;
  close(): void;
};

/** A queue in an SQLite file; what was taken and not finished when the process died is due again at the next start. */
export const openDurableQueue = <T>(file: string, name: string): DurableQueue<T> => {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  // NORMAL: what was added survives the death of this process, though not that of the machine.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS "${name}" (
      id INTEGER PRIMARY KEY AUTOINCREMENT, value TEXT NOT NULL, attempt INTEGER NOT NULL,
      dueAt INTEGER NOT NULL, enqueuedAt INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS "${name}_due" ON "${name}" (dueAt);`);
  const insert = database.prepare(
    `INSERT INTO "${name}" (value, attempt, dueAt, enqueuedAt) VALUES (?, 0, ?, ?)`,
  );
  const due = database.prepare(
    `SELECT * FROM "${name}" WHERE dueAt <= ? ORDER BY dueAt, id LIMIT ?`,
  );
  const next = database.prepare(`SELECT id, dueAt FROM "${name}" ORDER BY dueAt LIMIT ?`);
  const remove = database.prepare(`DELETE FROM "${name}" WHERE id = ?`);
  const postpone = database.prepare(
    `UPDATE "${name}" SET attempt = attempt + 1, dueAt = ? WHERE id = ?`,
  );
  const taken = new Set<number>();

  return {
    add: (values, delayMs = 0) => {
      const now = Date.now();
      database.exec('BEGIN');
      try {
        for (const value of values) insert.run(JSON.stringify(value), now + delayMs, now);
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    take: (limit) => {
      const rows = due.all(Date.now(), limit + taken.size) as unknown as Array<
        Omit<QueuedItem<T>, 'value'> & { value: string }
      >;
      const free = rows.filter(({ id }) => !taken.has(id)).slice(0, limit);
      for (const { id } of free) taken.add(id);
      return free.map((row) => ({ ...row, value: JSON.parse(row.value) as T }));
    },
    done: (id) => {
      remove.run(id);
      taken.delete(id);
    },
    retry: (id, delayMs) => {
      postpone.run(Date.now() + delayMs, id);
      taken.delete(id);
    },
    nextDueInMs: () => {
      const rows = next.all(taken.size + 1) as Array<{ id: number; dueAt: number }>;
      const row = rows.find(({ id }) => !taken.has(id));
      return row && Math.max(0, row.dueAt - Date.now());
    },
    close: () => database.close(),
  };
};
