import { createDocumentClient } from '@acado/dynamodb';
import { createHttpHandler } from '@acado/powertools';
import { createDynamoTables } from '../../adapters/dynamo-tables.ts';
import { withManagerProblems } from '../../adapters/manager-problems.ts';
import { managerConfig } from '../../config.ts';
import { manage } from '../../domain/manager.ts';
import { managerRequestSchema, maxManagerBodyBytes } from '../../domain/manager-request.ts';

export const handler = createHttpHandler({
  services: () => ({ ...managerConfig(), tables: createDynamoTables(createDocumentClient()) }),
  body: managerRequestSchema,
  maxBodyBytes: maxManagerBodyBytes,
  handle: async ({ body }, services) => ({
    status: 200,
    body: await withManagerProblems(manage(body, services)),
  }),
});
