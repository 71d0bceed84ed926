import { startEngines } from '@acado/testing';

/** The environment of every function of the service, on a table in memory. */
export const startLocalTable = async (tableName = 'acado-crud-api-test-items') => {
  const { stop } = await startEngines({ tables: { [tableName]: 'id' } });
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    ALLOWED_TABLES: tableName,
    STAGE: 'test',
    SERVICE_VERSION: '1.2.3',
    POWERTOOLS_SERVICE_NAME: 'acado-crud-api',
  });
  return { tableName, stop };
};
