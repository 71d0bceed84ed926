import { type Access, type AccessOf, parametersOf, textOf } from './access.ts';

/** Below `/<API date>/functions/<name>`: method and rest of the path → action. */
const FUNCTION_ACTIONS: Record<string, string> = {
  'POST invocations': 'InvokeFunction',
  'POST invoke-async': 'InvokeFunction',
  'POST response-streaming-invocations': 'InvokeFunction',
  'GET ': 'GetFunction',
  'DELETE ': 'DeleteFunction',
  'GET configuration': 'GetFunctionConfiguration',
  'PUT configuration': 'UpdateFunctionConfiguration',
  'PUT code': 'UpdateFunctionCode',
  'GET concurrency': 'GetFunctionConcurrency',
  'PUT concurrency': 'PutFunctionConcurrency',
  'DELETE concurrency': 'DeleteFunctionConcurrency',
  'GET event-invoke-config': 'GetFunctionEventInvokeConfig',
  'GET event-invoke-config/*': 'ListFunctionEventInvokeConfigs',
  'PUT event-invoke-config': 'PutFunctionEventInvokeConfig',
  'GET policy': 'GetPolicy',
  'GET versions': 'ListVersionsByFunction',
  'POST versions': 'PublishVersion',
  'GET aliases': 'ListAliases',
  'POST aliases': 'CreateAlias',
  'GET aliases/*': 'GetAlias',
  'PUT aliases/*': 'UpdateAlias',
  'DELETE aliases/*': 'DeleteAlias',
};

/** What is about no function: method and path → action. */
const OTHER_ACTIONS: Record<string, string> = {
  'GET functions': 'ListFunctions',
  'GET event-source-mappings': 'ListEventSourceMappings',
  'GET event-source-mappings/*': 'GetEventSourceMapping',
  'PUT event-source-mappings/*': 'UpdateEventSourceMapping',
  'DELETE event-source-mappings/*': 'DeleteEventSourceMapping',
  'GET account-settings': 'GetAccountSettings',
};

/** Permissions beside the one on the function: for what the function is given of others. */
const FURTHER: Record<string, (parameters: Record<string, unknown>) => Access[]> = {
  UpdateFunctionConfiguration: ({ Role }) =>
    textOf(Role) === '' ? [] : [{ action: 'iam:PassRole', resource: textOf(Role) }],
  UpdateFunctionCode: ({ S3Bucket, S3Key }) =>
    textOf(S3Bucket) === ''
      ? []
      : [{ action: 's3:GetObject', resource: `arn:aws:s3:::${textOf(S3Bucket)}/${textOf(S3Key)}` }],
};

/** Lambda authorises per function, or per version or alias where the caller names one; listing is for all. */
export const lambdaAccess: AccessOf = (request, { region, accountId }) => {
  const { method, path, query } = request;
  const [, collection = '', name, ...rest] = path
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  if (collection !== 'functions' || name === undefined) {
    const route = `${method} ${collection}${name === undefined ? '' : '/*'}`;
    const resource =
      collection === 'event-source-mappings' && name !== undefined
        ? `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${name}`
        : '*';
    return [{ action: `lambda:${OTHER_ACTIONS[route] ?? route}`, resource }];
  }
  // A name, `123456789012:function:name` or an ARN, each with a qualifier or without.
  const named = name.startsWith('arn:')
    ? name
    : `arn:aws:lambda:${region}:${accountId}:function:${name.split(':function:').at(-1)}`;
  const functionArn = named.split(':').slice(0, 7).join(':');
  const qualifier = query.get('Qualifier') || named.split(':')[7];
  const [part = '', below] = rest;
  const route = `${method} ${part}${below === undefined ? '' : '/*'}`;
  const action = FUNCTION_ACTIONS[route] ?? route;
  return [
    {
      action: `lambda:${action}`,
      resource: functionArn + (qualifier ? `:${qualifier}` : ''),
    },
    ...(FURTHER[action]?.(parametersOf(request)) ?? []),
  ];
};

/**
 * As `lambdaAccess`, with what policies may ask about an event source mapping: `lambda:FunctionArn`.
 *
 * @param functionOf The name of the function that a mapping feeds.
 */
export const lambdaAccessWith =
  (functionOf: (mappingId: string) => string | undefined): AccessOf =>
  (request, account) =>
    lambdaAccess(request, account).map((access) => {
      const [, mappingId] = access.resource.split(':event-source-mapping:');
      const functionName = mappingId === undefined ? undefined : functionOf(mappingId);
      if (functionName === undefined) return access;
      const { region, accountId } = account;
      const functionArn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
      return { ...access, context: { 'lambda:functionarn': functionArn } };
    });
