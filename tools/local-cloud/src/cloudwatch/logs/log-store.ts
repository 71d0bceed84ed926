import { AwsError } from '../../aws-api.ts';
import { createWriteBehind, inTransaction, type Database } from '../database.ts';

export type LogGroup = {
  id: number;
  name: string;
  createdAt: number;
  retentionDays: number | null;
};
export type LogStream = {
  id: number;
  name: string;
  createdAt: number;
  firstEventAt: number | null;
  lastEventAt: number | null;
  lastIngestionAt: number | null;
};
export type LogEvent = {
  id: number;
  streamName: string;
  at: number;
  ingestedAt: number;
  message: string;
};
export type EventRange = { from: number; to: number; streams?: string[] };

export type LogStore = {
  /** Written within a moment; every read sees it at once. Group and stream are created on the way. */
  append(group: string, stream: string, events: { at: number; message: string }[]): void;
  putGroup(name: string, retentionDays?: number | null): void;
  putStream(group: string, name: string): void;
  removeGroup(name: string): void;
  /** @throws AwsError ResourceNotFoundException */
  group(name: string): LogGroup;
  groups(prefix: string): LogGroup[];
  streams(group: string, prefix: string): LogStream[];
  storedBytes(groupId: number): number;
  /** Up to `limit` events after (or before) the one at the position given, in the order asked for. */
  events(
    group: string,
    range: EventRange,
    page: { limit: number; after?: Position; newestFirst?: boolean },
  ): LogEvent[];
  prune(now: number): void;
  flush(): void;
};

/** Of an event among those of its group: its time, and its id for events of the same time. */
export type Position = { at: number; id: number };

const FLUSH_AFTER_MS = 100;
const MAX_PENDING = 2000;
/** The newest events of all groups together that are kept: some hundred megabytes. */
const MAX_EVENTS = 500_000;
const DAY_MS = 24 * 3600 * 1000;

type Pending = { group: string; stream: string; at: number; ingestedAt: number; message: string };

/** Log events in SQLite, written in batches so that whoever logs does not wait. */
export const createLogStore = (database: Database, onError: (error: unknown) => void): LogStore => {
  const findGroup = database.prepare('SELECT * FROM logGroups WHERE name = ?');
  const addGroup = database.prepare(
    'INSERT INTO logGroups (name, createdAt) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const retain = database.prepare('UPDATE logGroups SET retentionDays = ? WHERE name = ?');
  const addStream = database.prepare(
    'INSERT INTO logStreams (groupId, name, createdAt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const findStream = database.prepare('SELECT id FROM logStreams WHERE groupId = ? AND name = ?');
  const touchStream = database.prepare(
    `UPDATE logStreams SET firstEventAt = min(coalesce(firstEventAt, ?2), ?2),
       lastEventAt = max(coalesce(lastEventAt, ?3), ?3), lastIngestionAt = ?4 WHERE id = ?1`,
  );
  const insert = database.prepare(
    'INSERT INTO logEvents (groupId, streamId, at, ingestedAt, message) VALUES (?, ?, ?, ?, ?)',
  );
  let pending: Pending[] = [];

  const groupOf = (name: string): LogGroup | undefined =>
    findGroup.get(name) as LogGroup | undefined;

  const streamId = (
    group: string,
    stream: string,
    now: number,
  ): { groupId: number; id: number } => {
    addGroup.run(group, now);
    const groupId = groupOf(group)?.id ?? 0;
    addStream.run(groupId, stream, now);
    return { groupId, id: (findStream.get(groupId, stream) as { id: number }).id };
  };

  const write = (batch: Pending[]): void => {
    for (const [, events] of Map.groupBy(batch, ({ group, stream }) => `${group}\n${stream}`)) {
      const [first] = events;
      if (!first) continue;
      const { groupId, id } = streamId(first.group, first.stream, first.ingestedAt);
      let [oldest, newest] = [first.at, first.at];
      for (const { at, ingestedAt, message } of events) {
        insert.run(groupId, id, at, ingestedAt, message);
        oldest = Math.min(oldest, at);
        newest = Math.max(newest, at);
      }
      touchStream.run(id, oldest, newest, events.at(-1)?.ingestedAt ?? first.ingestedAt);
    }
  };

  const flush = (): void => {
    if (pending.length === 0) return;
    const batch = pending;
    pending = [];
    inTransaction(database, () => write(batch));
  };
  const writer = createWriteBehind(flush, FLUSH_AFTER_MS, onError);

  const group = (name: string): LogGroup => {
    writer.now();
    const found = groupOf(name);
    if (found) return found;
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  };

  return {
    append: (groupName, stream, events) => {
      const ingestedAt = Date.now();
      for (const { at, message } of events)
        pending.push({ group: groupName, stream, at, ingestedAt, message });
      if (pending.length >= MAX_PENDING) writer.now();
      else writer.soon();
    },
    putGroup: (name, retentionDays) => {
      addGroup.run(name, Date.now());
      if (retentionDays !== undefined) retain.run(retentionDays, name);
    },
    putStream: (groupName, name) => {
      addStream.run(group(groupName).id, name, Date.now());
    },
    removeGroup: (name) => {
      const { id } = group(name);
      inTransaction(database, () => {
        for (const table of ['logEvents', 'logStreams'])
          database.prepare(`DELETE FROM ${table} WHERE groupId = ?`).run(id);
        database.prepare('DELETE FROM logGroups WHERE id = ?').run(id);
      });
    },
    group,
    groups: (prefix) => {
      writer.now();
      const all = database.prepare('SELECT * FROM logGroups ORDER BY name').all();
      return (all as LogGroup[]).filter(({ name }) => name.startsWith(prefix));
    },
    streams: (groupName, prefix) => {
      const all = database
        .prepare('SELECT * FROM logStreams WHERE groupId = ? ORDER BY name')
        .all(group(groupName).id);
      return (all as LogStream[]).filter(({ name }) => name.startsWith(prefix));
    },
    storedBytes: (groupId) =>
      (
        database
          .prepare(
            'SELECT coalesce(sum(length(CAST(message AS BLOB)) + 26), 0) AS bytes FROM logEvents WHERE groupId = ?',
          )
          .get(groupId) as { bytes: number }
      ).bytes,
    events: (groupName, { from, to, streams }, { limit, after, newestFirst = false }) => {
      const { id } = group(groupName);
      const [compare, order] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
      const rows = database
        .prepare(
          `SELECT e.id, s.name AS streamName, e.at, e.ingestedAt, e.message
           FROM logEvents e JOIN logStreams s ON s.id = e.streamId
           WHERE e.groupId = ?1 AND e.at >= ?2 AND e.at <= ?3 AND (e.at, e.id) ${compare} (?4, ?5)
             AND (?6 IS NULL OR s.name IN (SELECT value FROM json_each(?6)))
           ORDER BY e.at ${order}, e.id ${order} LIMIT ?7`,
        )
        .all(
          ...[id, from, to],
          ...(after ? [after.at, after.id] : newestFirst ? [Number.MAX_SAFE_INTEGER, 0] : [-1, 0]),
          streams ? JSON.stringify(streams) : null,
          limit,
        );
      return rows as LogEvent[];
    },
    prune: (now) => {
      writer.now();
      const groups = database
        .prepare('SELECT * FROM logGroups WHERE retentionDays IS NOT NULL')
        .all() as LogGroup[];
      const old = database.prepare('DELETE FROM logEvents WHERE groupId = ? AND at < ?');
      for (const { id, retentionDays } of groups) old.run(id, now - (retentionDays ?? 0) * DAY_MS);
      database
        .prepare('DELETE FROM logEvents WHERE id <= (SELECT max(id) FROM logEvents) - ?')
        .run(MAX_EVENTS);
      database.exec(
        'DELETE FROM logStreams WHERE lastEventAt IS NOT NULL AND id NOT IN (SELECT streamId FROM logEvents)',
      );
    },
    flush: writer.now,
  };
};
