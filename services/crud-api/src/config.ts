import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod';

const itemsSchema = z
  .object({ TABLE_NAME: z.string().min(3) })
  .transform(({ TABLE_NAME }) => ({ tableName: TABLE_NAME }));

const managerSchema = z
  .object({ ALLOWED_TABLES: z.string().min(3) })
  .transform(({ ALLOWED_TABLES }) => ({ allowedTables: ALLOWED_TABLES.split(',') }));

const statusSchema = z
  .object({
    TABLE_NAME: z.string().min(3),
    POWERTOOLS_SERVICE_NAME: z.string(),
    STAGE: z.string(),
    SERVICE_VERSION: z.string(),
  })
  .transform((variables) => ({
    tableName: variables.TABLE_NAME,
    service: variables.POWERTOOLS_SERVICE_NAME,
    stage: variables.STAGE,
    version: variables.SERVICE_VERSION,
  }));

export const itemsConfig = () => parseEnvironment(itemsSchema);
export const managerConfig = () => parseEnvironment(managerSchema);
export const statusConfig = () => parseEnvironment(statusSchema);
