import {
  type Access,
  type AccessOf,
  objectOf,
  operationOf,
  parametersOf,
  textOf,
} from './access.ts';

const TRANSACTION_ACTIONS: Record<string, string> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** DynamoDB authorises per table, and per index for reads of an index. */
export const dynamoDbAccess: AccessOf = (request, { region, accountId }) => {
  const operation = operationOf(request);
  const parameters = parametersOf(request);
  const tableArn = (name: string): string =>
    name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
  const action = `dynamodb:${operation}`;

  if (operation.startsWith('Batch'))
    return Object.keys(objectOf(parameters.RequestItems)).map((name) => ({
      action,
      resource: tableArn(name),
    }));
  if (operation.startsWith('Transact') && Array.isArray(parameters.TransactItems))
    return parameters.TransactItems.flatMap((item) =>
      Object.entries(objectOf(item)).map(([kind, value]): Access => ({
        action: `dynamodb:${TRANSACTION_ACTIONS[kind] ?? kind}`,
        resource: tableArn(textOf(objectOf(value).TableName)),
      })),
    );
  const resourceArn = textOf(parameters.ResourceArn);
  const tableName = textOf(parameters.TableName);
  if (!tableName) return [{ action, resource: resourceArn || '*' }];
  const index = textOf(parameters.IndexName);
  return [{ action, resource: tableArn(tableName) + (index && `/index/${index}`) }];
};
