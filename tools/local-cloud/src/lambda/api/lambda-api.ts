import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { AwsError, type AwsApi, type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import { type CloudContext } from '../../context.ts';
import { type AsyncInvoker } from '../async/async-invoker.ts';
import { type Concurrency } from '../concurrency.ts';
import { type FunctionRegistry } from '../function-registry.ts';
import { type EventSourceMapping } from '../types.ts';
import { errorAnswer, json, noContent } from './answers.ts';
import { describeFunction, describeMapping } from './descriptions.ts';
import { parseFunctionName } from './function-name.ts';
import { invoke } from './invoke.ts';

export type LambdaApiServices = {
  context: Pick<CloudContext, 'region' | 'accountId'>;
  functions: FunctionRegistry;
  async: Pick<AsyncInvoker, 'accept'>;
  concurrency: Concurrency;
  mappings: () => EventSourceMapping[];
};

type Operation = (
  services: LambdaApiServices,
  request: AwsRequest,
  /** The variable part of the path: a function name without its version, or a mapping's UUID. */
  resource: string,
) => AwsResponse | Promise<AwsResponse>;

const functionOperation =
  (operation: Operation): Operation =>
  (services, request, resource) => {
    const { functionName, qualifier = request.query.get('Qualifier') } =
      parseFunctionName(resource);
    if (qualifier && qualifier !== '$LATEST') {
      const { arn } = services.functions.get(functionName);
      throw new AwsError(
        'ResourceNotFoundException',
        `Function not found: ${arn}:${qualifier}`,
        404,
      );
    }
    return operation(services, request, functionName);
  };

const reservation = z.object({ ReservedConcurrentExecutions: z.int().min(0) });

const mappingOf = ({ mappings }: LambdaApiServices, uuid: string): EventSourceMapping => {
  const found = mappings().find((mapping) => mapping.uuid === uuid);
  if (found) return found;
  throw new AwsError(
    'ResourceNotFoundException',
    'The resource you requested does not exist.',
    404,
  );
};

const operations: Record<string, Operation> = {
  Invoke: functionOperation((services, request, name) => invoke(services, name, request)),
  ListFunctions: ({ functions }) =>
    json(200, { Functions: functions.list().map(describeFunction), NextMarker: null }),
  GetFunction: functionOperation(({ functions }, _request, name) => {
    const found = functions.get(name);
    const { reservedConcurrency, tags, codeZip } = found.definition;
    return json(200, {
      Configuration: describeFunction(found),
      Code: { RepositoryType: 'S3', Location: pathToFileURL(codeZip).href },
      ...(tags && { Tags: tags }),
      ...(reservedConcurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
      }),
    });
  }),
  GetFunctionConfiguration: functionOperation(({ functions }, _request, name) =>
    json(200, describeFunction(functions.get(name))),
  ),
  GetFunctionConcurrency: functionOperation(({ functions }, _request, name) =>
    json(200, { ReservedConcurrentExecutions: functions.get(name).definition.reservedConcurrency }),
  ),
  PutFunctionConcurrency: functionOperation(({ functions }, { body }, name) => {
    const parsed = reservation.safeParse(JSON.parse(body.toString() || '{}'));
    if (!parsed.success) {
      throw new AwsError(
        'InvalidParameterValueException',
        'ReservedConcurrentExecutions must be 0 or more',
      );
    }
    functions.reserve(name, parsed.data.ReservedConcurrentExecutions);
    return json(200, parsed.data);
  }),
  DeleteFunctionConcurrency: functionOperation(({ functions }, _request, name) => {
    functions.reserve(name, undefined);
    return noContent(204);
  }),
  ListEventSourceMappings: (services, { query }) => {
    const name = query.get('FunctionName');
    const wanted = name ? parseFunctionName(name).functionName : undefined;
    const source = query.get('EventSourceArn');
    const found = services
      .mappings()
      .filter((mapping) => !wanted || mapping.functionName === wanted)
      .filter((mapping) => !source || mapping.queueArn === source);
    return json(200, {
      EventSourceMappings: found.map((mapping) => describeMapping(mapping, services.context)),
    });
  },
  GetEventSourceMapping: (services, _request, uuid) =>
    json(200, describeMapping(mappingOf(services, uuid), services.context)),
  GetAccountSettings: ({ functions, concurrency }) => {
    const { total, unreserved } = concurrency.limits;
    const all = functions.list();
    return json(200, {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: total,
        UnreservedConcurrentExecutions: unreserved,
      },
      AccountUsage: {
        TotalCodeSize: all.reduce((sum, { code }) => sum + code.sizeBytes, 0),
        FunctionCount: all.length,
      },
    });
  },
};

/** Method and path without the API version; `(…)` is the resource. */
const routes: Array<[method: string, path: RegExp, operation: string]> = [
  ['POST', /^functions\/([^/]+)\/invocations$/, 'Invoke'],
  ['GET', /^functions$/, 'ListFunctions'],
  ['POST', /^functions$/, 'CreateFunction'],
  ['GET', /^functions\/([^/]+)$/, 'GetFunction'],
  ['DELETE', /^functions\/([^/]+)$/, 'DeleteFunction'],
  ['GET', /^functions\/([^/]+)\/configuration$/, 'GetFunctionConfiguration'],
  ['PUT', /^functions\/([^/]+)\/configuration$/, 'UpdateFunctionConfiguration'],
  ['PUT', /^functions\/([^/]+)\/code$/, 'UpdateFunctionCode'],
  ['GET', /^functions\/([^/]+)\/versions$/, 'ListVersionsByFunction'],
  ['POST', /^functions\/([^/]+)\/versions$/, 'PublishVersion'],
  ['GET', /^functions\/([^/]+)\/concurrency$/, 'GetFunctionConcurrency'],
  ['PUT', /^functions\/([^/]+)\/concurrency$/, 'PutFunctionConcurrency'],
  ['DELETE', /^functions\/([^/]+)\/concurrency$/, 'DeleteFunctionConcurrency'],
  ['GET', /^event-source-mappings$/, 'ListEventSourceMappings'],
  ['GET', /^event-source-mappings\/([^/]+)$/, 'GetEventSourceMapping'],
  ['GET', /^account-settings$/, 'GetAccountSettings'],
];

/** Lambda's REST API for the operations that a local cloud needs; any other is refused by name. */
export const createLambdaApi =
  (services: LambdaApiServices): AwsApi =>
  async (request) => {
    const path = request.path.replace(/^\/\d{4}-\d\d-\d\d\//, '').replace(/\/$/, '');
    const route = routes.find(
      ([method, pattern]) => method === request.method && pattern.test(path),
    );
    const name = route?.[2] ?? `${request.method} ${request.path}`;
    const operation = operations[name];
    try {
      if (!operation || !route) {
        throw new AwsError(
          'UnsupportedOperation',
          `The local cloud does not support ${name} of Lambda`,
        );
      }
      const resource = decodeURIComponent(route[1].exec(path)?.[1] ?? '');
      return await operation(services, request, resource);
    } catch (error) {
      return errorAnswer(error);
    }
  };
