import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
// fauxqs' public `startFauxqs` listens on every network interface and names queues by a host that not every machine
// resolves (`sqs.us-east-1.localhost`). Its parts do neither, so they are put together here, as `startFauxqs` does it.
/* eslint-disable @nx/enforce-module-boundaries -- the package exports `startFauxqs` alone */
import { buildApp } from '../../../../node_modules/fauxqs/dist/app.js';
import { PersistenceManager } from '../../../../node_modules/fauxqs/dist/persistence.js';
import { FileS3Persistence } from '../../../../node_modules/fauxqs/dist/s3/fileS3Persistence.js';
import { S3Store } from '../../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
/* eslint-enable @nx/enforce-module-boundaries */
import { apiOf, type Engine } from './engine.ts';

/** The statements that fauxqs 2.4 keeps to itself. */
type Database = { exec(sql: string): void; prepare(sql: string): { run(id: string): void } };

class Messages extends PersistenceManager {
  readonly #toReady;

  constructor(directory: string) {
    super(directory);
    const database = this['db'] as Database;
    // What is committed survives a killed process; only a power cut could lose the last moments. Seven times faster.
    database.exec('PRAGMA synchronous = NORMAL');
    this.#toReady = database.prepare(
      'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
    );
  }

  /** fauxqs would clear the receive count too, which its own table forbids: the message would be lost. */
  override updateMessageReady(messageId: string): void {
    this.#toReady.run(messageId);
  }
}

/** SQS, SNS and S3 by fauxqs: messages in SQLite, objects in files below `stateDir`. */
export const startQueuesAndObjects = async ({
  stateDir,
  region,
}: {
  stateDir: string;
  region: string;
}): Promise<Engine> => {
  const [messagesDir, objectsDir] = [join(stateDir, 'messages'), join(stateDir, 's3')];
  mkdirSync(objectsDir, { recursive: true });
  const messages = new Messages(messagesDir);
  const objects = new FileS3Persistence(objectsDir);
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };

  // Loaded before the stores know their persistence, so that loading doesn't write.
  messages.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  objects.loadS3(stores.s3Store);
  stores.sqsStore.persistence = messages;
  stores.snsStore.persistence = messages;
  stores.s3Store.persistence = objects;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = messages;

  const app = buildApp({ logger: false, defaultRegion: region, stores });
  stores.sqsStore.host = ''; // a queue's URL carries the host and port of the request that created it
  app.addHook('preClose', () => Promise.resolve(messages.close()));
  await app.ready();

  const listener: Engine['listener'] = (request, response) =>
    void app.server.emit('request', request, response);
  return { listener, api: apiOf(listener), stop: () => app.close() };
};
