import { createDocumentClient } from '@acado/dynamodb';
import { createHttpHandler, logger } from '@acado/powertools';
import { createTableProbe } from '../../adapters/table-probe.ts';
import { statusConfig } from '../../config.ts';

export const handler = createHttpHandler({
  services: () => {
    const { tableName, ...about } = statusConfig();
    return { about, probe: createTableProbe({ client: createDocumentClient(), tableName }) };
  },
  handle: async (_request, { about, probe }) => {
    const table = await probe();
    if (table.reachable) {
      return { status: 200, body: { status: 'ok', ...about, table: 'reachable' } };
    }
    logger.error('The table does not answer', { error: table.error });
    return { status: 503, body: { status: 'degraded', ...about, table: 'unreachable' } };
  },
});
