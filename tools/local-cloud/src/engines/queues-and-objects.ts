import { join } from 'node:path';
// fauxqs' public `startFauxqs` listens on every network interface and names queues by a host that not every machine
// resolves (`sqs.us-east-1.localhost`). Its parts do neither, so they are put together here, as `startFauxqs` does it.
/* eslint-disable @nx/enforce-module-boundaries -- the package exports `startFauxqs` alone */
import { buildApp } from '../../../../node_modules/fauxqs/dist/app.js';
import { PersistenceManager } from '../../../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { INVALID_MESSAGE_BODY_CHAR } from '../../../../node_modules/fauxqs/dist/sqs/sqsTypes.js';
/* eslint-enable @nx/enforce-module-boundaries */
import { apiOf, type Engine } from './engine.ts';
import { addWriteConditions } from './write-conditions.ts';

/** The statements that fauxqs 2.4 keeps to itself. */
type Statement = { run(...parameters: string[]): void };
type Database = { exec(sql: string): void; prepare(sql: string): Statement };

// fauxqs judges UTF-16 halves, and so refuses every character beyond U+FFFF, emoji among them. SQS takes them.
const REFUSED_BY_SQS = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
INVALID_MESSAGE_BODY_CHAR.test = (text) => REFUSED_BY_SQS.test(text);

/** A single PUT of an object; SQS and SNS check the sizes of their messages themselves. */
const MAX_OBJECT_BYTES = 100 * 1024 * 1024;

class State extends PersistenceManager {
  readonly #toReady;
  readonly #leaving = new Set<string>();

  constructor(directory: string) {
    super(directory);
    const database = this['db'] as Database;
    // What is committed survives a killed process; only a power cut could lose the last moments. Seven times faster.
    database.exec('PRAGMA synchronous = NORMAL');
    // Whoever had received a message ended with the process before this one.
    database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
    this.#toReady = database.prepare(
      'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
    );
  }

  /** fauxqs would clear the receive count too, which its own table forbids: the message would be lost. */
  override updateMessageReady(messageId: string): void {
    this.#toReady.run(messageId);
  }

  /**
   * fauxqs deletes a dead letter before it inserts it into the other queue: a process killed in between would lose it.
   * So a deletion waits for the end of the turn, and an insertion of the same message makes it needless.
   */
  override deleteMessage(messageId: string): void {
    this.#leaving.add(messageId);
    queueMicrotask(() => {
      if (this.#leaving.delete(messageId)) super.deleteMessage(messageId);
    });
  }

  override insertMessage(...[queueName, message]: Parameters<PersistenceManager['insertMessage']>) {
    this.#leaving.delete(message.messageId);
    super.insertMessage(queueName, message); // replaces the row of the other queue
  }
}

/** SQS, SNS and S3 by fauxqs: everything in one SQLite file below `stateDir`, so that each write is whole or not there. */
export const startQueuesAndObjects = async ({
  stateDir,
  region,
}: {
  stateDir: string;
  region: string;
}): Promise<Engine> => {
  const state = new State(join(stateDir, 'fauxqs'));
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };

  // Loaded before the stores know their persistence, so that loading doesn't write.
  state.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  for (const store of Object.values(stores)) store.persistence = state;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = state;

  const app = buildApp({ logger: false, defaultRegion: region, stores });
  stores.sqsStore.host = ''; // a queue's URL carries the host and port of the request that created it
  app.addContentTypeParser(
    /^/, // goes before fauxqs' parser of whatever is neither SQS nor SNS
    { parseAs: 'buffer', bodyLimit: MAX_OBJECT_BYTES },
    (_request, body, done) => done(null, body),
  );
  addWriteConditions(app, stores.s3Store);
  app.addHook('preClose', () => Promise.resolve(state.close()));
  await app.ready();

  const listener: Engine['listener'] = (request, response) =>
    void app.server.emit('request', request, response);
  const endReceives = (name: string): void => stores.sqsStore.getQueueByName(name)?.cancelWaiters();
  return { listener, api: apiOf(listener), endReceives, stop: () => app.close() };
};
