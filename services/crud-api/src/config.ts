import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const tableName = z.string().check(z.minLength(3));

const itemsSchema = z.object({ TABLE_NAME: tableName });
const managerSchema = z.object({ ALLOWED_TABLES: tableName });
const statusSchema = z.object({
  TABLE_NAME: tableName,
  POWERTOOLS_SERVICE_NAME: z.string(),
  STAGE: z.string(),
  SERVICE_VERSION: z.string(),
});

export const itemsConfig = () => ({ tableName: parseEnvironment(itemsSchema).TABLE_NAME });

export const managerConfig = () => ({
  allowedTables: parseEnvironment(managerSchema).ALLOWED_TABLES.split(','),
});

export const statusConfig = () => {
  const variables = parseEnvironment(statusSchema);
  return {
    tableName: variables.TABLE_NAME,
    service: variables.POWERTOOLS_SERVICE_NAME,
    stage: variables.STAGE,
    version: variables.SERVICE_VERSION,
  };
};
