import { AwsError, type AwsApi, type AwsRequest } from '../../aws-api.ts';
import {
  createAlias,
  deleteAlias,
  getAlias,
  listAliases,
  updateAlias,
} from './alias-operations.ts';
import { errorAnswer } from './answers.ts';
import { listAsyncConfigs } from './async-config-operations.ts';
import {
  deleteConcurrency,
  getAccountSettings,
  getConcurrency,
  putConcurrency,
} from './concurrency-operations.ts';
import { parseFunction } from './function-name.ts';
import { invoke } from './invoke.ts';
import { getMapping, listMappings, updateMapping } from './mapping-operations.ts';
import {
  type FunctionOperation,
  type LambdaApiServices,
  ofFunction,
  type Target,
} from './operation.ts';
import { updateCode } from './update-code.ts';
import { updateConfiguration } from './update-configuration.ts';
import {
  deleteFunction,
  getConfiguration,
  getFunction,
  listFunctions,
  listVersions,
  publishVersion,
} from './versions.ts';

/** Method and path without the API version: `{function}` and `{part}` are whatever stands there. */
const operations: Record<string, FunctionOperation> = {
  'POST functions/{function}/invocations': invoke,
  'GET functions': listFunctions,
  'GET functions/{function}': getFunction,
  'DELETE functions/{function}': deleteFunction,
  'GET functions/{function}/configuration': getConfiguration,
  'PUT functions/{function}/configuration': ofFunction(updateConfiguration),
  'PUT functions/{function}/code': ofFunction(updateCode),
  'GET functions/{function}/versions': listVersions,
  'POST functions/{function}/versions': ofFunction(publishVersion),
  'GET functions/{function}/aliases': listAliases,
  'POST functions/{function}/aliases': createAlias,
  'GET functions/{function}/aliases/{part}': getAlias,
  'PUT functions/{function}/aliases/{part}': updateAlias,
  'DELETE functions/{function}/aliases/{part}': deleteAlias,
  'GET functions/{function}/concurrency': getConcurrency,
  'PUT functions/{function}/concurrency': ofFunction(putConcurrency),
  'DELETE functions/{function}/concurrency': ofFunction(deleteConcurrency),
  'GET functions/{function}/event-invoke-config/list': listAsyncConfigs,
  'GET event-source-mappings': listMappings,
  'GET event-source-mappings/{part}': getMapping,
  'PUT event-source-mappings/{part}': updateMapping,
  'GET account-settings': getAccountSettings,
};

type Route = { method: string; pattern: RegExp; operation: FunctionOperation };

const routes = Object.entries(operations).map(([route, operation]): Route => {
  const [method = '', path = ''] = route.split(' ');
  const pattern = path.replace(/{(\w+)}/g, '(?<$1>[^/]+)');
  return { method, pattern: new RegExp(`^${pattern}$`), operation };
});

/** Operations that a client may well try, by the path on which it will. */
const unsupported: Array<[path: RegExp, name: string]> = [
  [/^POST functions$/, 'CreateFunction'],
  [/^POST event-source-mappings$/, 'CreateEventSourceMapping'],
  [/^DELETE event-source-mappings\//, 'DeleteEventSourceMapping'],
  [/^\w+ tags\//, 'ListTags, TagResource and UntagResource'],
  [/\/url$/, 'FunctionUrlConfig'],
  [/\/provisioned-concurrency$/, 'ProvisionedConcurrencyConfig'],
  [/\/event-invoke-config$/, 'FunctionEventInvokeConfig'],
  [/\/policy(\/|$)/, 'AddPermission, GetPolicy and RemovePermission'],
  [/\/response-streaming-invocations$/, 'InvokeWithResponseStream'],
];

const targetOf = (
  { function: name, part = '' }: Record<string, string> = {},
  query: URLSearchParams,
  account: LambdaApiServices['context'],
): Target => ({
  functionName: '',
  ...(name !== undefined && parseFunction(decodeURIComponent(name), query, account)),
  part: decodeURIComponent(part),
});

/** Lambda's REST API for the operations that a local cloud needs; any other is refused by name. */
export const createLambdaApi =
  (services: LambdaApiServices): AwsApi =>
  async (request: AwsRequest) => {
    const path = request.path.replace(/^\/\d{4}-\d\d-\d\d\//, '').replace(/\/$/, '');
    const route = routes.find(
      ({ method, pattern }) => method === request.method && pattern.test(path),
    );
    try {
      if (!route) {
        const asked = `${request.method} ${path}`;
        const name = unsupported.find(([pattern]) => pattern.test(asked))?.[1] ?? asked;
        throw new AwsError(
          'UnsupportedOperation',
          `The local cloud does not support ${name} of Lambda`,
        );
      }
      const groups = route.pattern.exec(path)?.groups;
      const target = targetOf(groups, request.query, services.context);
      return await route.operation(services, request, target);
    } catch (error) {
      return errorAnswer(error);
    }
  };
