import { inTransaction, type Database } from '../database.ts';
import { type AlarmDefinition, type AlarmState } from './definition.ts';

export type AlarmStatus = {
  value: AlarmState;
  reason: string;
  /** JSON text of what the state was decided by. */
  reasonData?: string;
  /** When the state was last written, and when its value last changed, in milliseconds. */
  updatedAt: number;
  changedAt: number;
};

export type Alarm = { definition: AlarmDefinition; status: AlarmStatus; configuredAt: number };

export type HistoryItem = {
  name: string;
  at: number;
  type: 'StateUpdate' | 'ConfigurationUpdate' | 'Action';
  summary: string;
  data: object;
};

export type AlarmStore = {
  get(name: string): Alarm | undefined;
  /** By name. */
  list(): Alarm[];
  put(alarm: Alarm): void;
  remove(name: string): void;
  remember(item: HistoryItem): void;
  history(name: string | undefined, from: number, to: number): (HistoryItem & { data: object })[];
};

/** As long as CloudWatch keeps an alarm's history. */
const HISTORY_MS = 30 * 24 * 3600 * 1000;

type Row = { definition: string; state: string; updatedAt: number };

const alarmOf = ({ definition, state, updatedAt }: Row): Alarm => ({
  definition: JSON.parse(definition) as AlarmDefinition,
  status: JSON.parse(state) as AlarmStatus,
  configuredAt: updatedAt,
});

/** Alarms, their states and their history, on disk before a call returns. */
export const createAlarmStore = (database: Database): AlarmStore => {
  const put = database.prepare(
    'INSERT OR REPLACE INTO alarms (name, definition, state, updatedAt) VALUES (?, ?, ?, ?)',
  );
  const remember = database.prepare(
    'INSERT INTO alarmHistory (name, at, type, summary, data) VALUES (?, ?, ?, ?, ?)',
  );
  const forget = database.prepare('DELETE FROM alarmHistory WHERE at < ?');
  const rows = database.prepare('SELECT * FROM alarms ORDER BY name').all() as Row[];
  const alarms = new Map(
    rows.map(alarmOf).map((alarm) => [alarm.definition.AlarmName, alarm] as const),
  );

  return {
    get: (name) => alarms.get(name),
    list: () =>
      [...alarms.values()].sort((a, b) =>
        a.definition.AlarmName < b.definition.AlarmName ? -1 : 1,
      ),
    put: (alarm) => {
      const { definition, status, configuredAt } = alarm;
      const { AlarmName } = definition;
      put.run(AlarmName, JSON.stringify(definition), JSON.stringify(status), configuredAt);
      alarms.set(AlarmName, alarm);
    },
    remove: (name) => {
      database.prepare('DELETE FROM alarms WHERE name = ?').run(name);
      alarms.delete(name);
    },
    remember: ({ name, at, type, summary, data }) =>
      inTransaction(database, () => {
        remember.run(name, at, type, summary, JSON.stringify(data));
        forget.run(at - HISTORY_MS);
      }),
    history: (name, from, to) => {
      const found = database
        .prepare(
          'SELECT * FROM alarmHistory WHERE (?1 IS NULL OR name = ?1) AND at BETWEEN ?2 AND ?3 ORDER BY id DESC',
        )
        .all(name ?? null, from, to) as (Omit<HistoryItem, 'data'> & { data: string })[];
      return found.map((item) => ({ ...item, data: JSON.parse(item.data) as object }));
    },
  };
};
