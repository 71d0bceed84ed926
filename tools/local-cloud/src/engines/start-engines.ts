import { startDynamoDb } from './dynamodb.ts';
import { type Engine } from './engine.ts';
import { startQueuesAndObjects } from './queues-and-objects.ts';
import { remoteEngine } from './remote-engine.ts';

/** Files of the cloud that can't be read: broken, or in use by another process. */
export class StateError extends Error {
  override readonly name = 'StateError';
}

export type Engines = { dynamoDb: Engine; queuesAndObjects: Engine; stop: () => Promise<void> };

/** @throws StateError when what an earlier run left can't be opened. */
export const startEngines = async ({
  stateDir,
  region,
  dynamoDbUrl,
}: {
  stateDir: string;
  region: string;
  dynamoDbUrl?: string;
}): Promise<Engines> => {
  try {
    const dynamoDb = dynamoDbUrl
      ? remoteEngine(dynamoDbUrl)
      : await startDynamoDb({ stateDir, region });
    const queuesAndObjects = await startQueuesAndObjects({ stateDir, region });
    return {
      dynamoDb,
      queuesAndObjects,
      stop: async () => {
        await Promise.all([dynamoDb.stop(), queuesAndObjects.stop()]);
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StateError(`The state in ${stateDir} can't be opened: ${reason}`, { cause: error });
  }
};
