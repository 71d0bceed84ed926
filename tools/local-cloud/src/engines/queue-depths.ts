import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type QueueDepth = {
  queueName: string;
  visible: number;
  delayed: number;
  notVisible: number;
  /** 0 for an empty queue. */
  oldestAgeS: number;
};

/** What is in the queues, read beside fauxqs in its own file: its API does not tell the age of messages. */
export const openQueueDepths = (stateDir: string) => {
  const database = new DatabaseSync(join(stateDir, 'fauxqs', 'fauxqs.db'), { readOnly: true });
  const depths = database.prepare(
    `SELECT q.name AS queueName,
       count(CASE WHEN m.message_id IS NOT NULL AND coalesce(m.delay_until, 0) <= ?1
         AND coalesce(m.visibility_deadline, 0) <= ?1 THEN 1 END) AS visible,
       count(CASE WHEN m.delay_until > ?1 THEN 1 END) AS delayed,
       count(CASE WHEN m.visibility_deadline > ?1 THEN 1 END) AS notVisible,
       max(0, coalesce((?1 - min(m.sent_timestamp)) / 1000, 0)) AS oldestAgeS
     FROM sqs_queues q LEFT JOIN sqs_messages m ON m.queue_name = q.name GROUP BY q.name`,
  );
  return {
    at: (now: number): QueueDepth[] => depths.all(now) as QueueDepth[],
    close: () => database.close(),
  };
};
