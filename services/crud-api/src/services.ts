import { createDocumentClient } from '@acado/dynamodb';
import { createDynamoItemStore } from './adapters/dynamo-item-store.ts';
import { itemsConfig } from './config.ts';
import { createItems, type Items } from './domain/items.ts';

/** What the functions of /items work with, built once per execution environment. */
export const itemServices = (): { items: Items } => {
  const { tableName } = itemsConfig();
  const store = createDynamoItemStore({ client: createDocumentClient(), tableName });
  return { items: createItems({ store, tableName }) };
};
