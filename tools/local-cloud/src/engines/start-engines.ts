import { withCheckedJson } from './checked-json.ts';
import { startDynamoDb } from './dynamodb.ts';
import { type Engine } from './engine.ts';
import { withMessageMoves } from './message-moves.ts';
import { startQueuesAndObjects } from './queues-and-objects.ts';
import { remoteEngine } from './remote-engine.ts';
import { withSettledTables } from './settled-tables.ts';

export type Engines = { dynamoDb: Engine; queuesAndObjects: Engine; stop: () => Promise<void> };

/** @throws when what an earlier run left can't be opened; nothing is left running then. */
export const startEngines = async ({
  stateDir,
  region,
  dynamoDbUrl,
}: {
  stateDir: string;
  region: string;
  dynamoDbUrl?: string;
}): Promise<Engines> => {
  const started: Engine[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((engine) => engine.stop()));
  };
  try {
    const dynamoDb = dynamoDbUrl
      ? remoteEngine(dynamoDbUrl)
      : await startDynamoDb({ stateDir, region });
    started.push(dynamoDb);
    const queuesAndObjects = await startQueuesAndObjects({ stateDir, region });
    started.push(queuesAndObjects);
    return {
      dynamoDb: { ...dynamoDb, api: withSettledTables(withCheckedJson(dynamoDb.api)) },
      queuesAndObjects: {
        ...queuesAndObjects,
        api: withMessageMoves(queuesAndObjects.api, region),
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
