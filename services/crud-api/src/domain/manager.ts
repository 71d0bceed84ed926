import type { ManagerRequest, Payloads } from './manager-request.ts';

/** The table operations as the document client answers them. */
export type Tables = {
  [Name in keyof Payloads]: (tableName: string, payload: Payloads[Name]) => Promise<unknown>;
};

/** The request names a table that this service may not touch. */
export class TableNotAllowed extends Error {
  override readonly name = 'TableNotAllowed';

  constructor(tableName: string) {
    super(`The table ${tableName} is not one of those this service manages`);
  }
}

/** Runs one operation of the manager and answers what the table answers. */
export const manage = async (
  request: ManagerRequest,
  { tables, allowedTables }: { tables: Tables; allowedTables: readonly string[] },
): Promise<unknown> => {
  if (request.operation === 'ping') return 'pong';
  if (request.operation === 'echo') return request.payload ?? null;

  const { tableName } = request;
  if (!allowedTables.includes(tableName)) throw new TableNotAllowed(tableName);
  switch (request.operation) {
    case 'create':
      return tables.create(tableName, request.payload);
    case 'read':
      return tables.read(tableName, request.payload);
    case 'update':
      return tables.update(tableName, request.payload);
    case 'delete':
      return tables.delete(tableName, request.payload);
    case 'list':
      return tables.list(tableName, request.payload);
  }
};
