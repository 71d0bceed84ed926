import { type AccessOf } from './access.ts';

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
  'PUT event-invoke-config': 'PutFunctionEventInvokeConfig',
  'GET policy': 'GetPolicy',
  'GET versions': 'ListVersionsByFunction',
  'POST versions': 'PublishVersion',
  'GET aliases': 'ListAliases',
  'POST aliases': 'CreateAlias',
};

/** Lambda authorises per function; listing is for all. */
export const lambdaAccess: AccessOf = ({ method, path, query }, { region, accountId }) => {
  const [, collection = '', name, rest = ''] = decodeURIComponent(path).split('/').filter(Boolean);
  if (collection !== 'functions' || name === undefined)
    return [
      {
        action:
          collection === 'functions'
            ? 'lambda:ListFunctions'
            : `lambda:${method === 'GET' ? 'ListEventSourceMappings' : `${method} ${collection}`}`,
        resource: '*',
      },
    ];
  // A name, `123456789012:function:name` or an ARN.
  const functionArn = name.startsWith('arn:')
    ? name
    : `arn:aws:lambda:${region}:${accountId}:function:${name.split(':function:').at(-1)}`;
  const qualifier = query.get('Qualifier');
  return [
    {
      action: `lambda:${FUNCTION_ACTIONS[`${method} ${rest}`] ?? `${method} ${rest}`}`,
      resource: functionArn + (qualifier ? `:${qualifier}` : ''),
    },
  ];
};
