import { type AwsRequest, type AwsResponse } from '../../aws-api.ts';
import { type CloudContext } from '../../context.ts';
import { type AsyncInvoker } from '../async/async-invoker.ts';
import { type Concurrency } from '../concurrency.ts';
import { type FunctionRegistry } from '../function-registry.ts';
import { type EventSourceMappings } from '../sqs/event-source-mappings.ts';
import { invalidParameter } from '../functions/errors.ts';
import { LATEST } from '../functions/function-version.ts';
import { type CodeLinks } from './code-links.ts';

export type LambdaApiServices = {
  context: Pick<CloudContext, 'region' | 'accountId'>;
  functions: FunctionRegistry;
  async: Pick<AsyncInvoker, 'accept' | 'config'>;
  concurrency: Concurrency;
  mappings: Pick<EventSourceMappings, 'list' | 'change'>;
  codeLinks: Pick<CodeLinks, 'linkTo'>;
  /** Of the local S3. */
  readObject: (bucket: string, key: string) => Promise<Uint8Array>;
  /** The account's quota. */
  maxMemoryMb: number;
};

/** What a request is about. */
export type Target = {
  /** Empty when the path names no function. */
  functionName: string;
  /** A version or an alias, by the path or the query. */
  qualifier?: string;
  /** What the path names below the function, or in place of one: an alias, a mapping's UUID. */
  part: string;
};

export type FunctionOperation = (
  services: LambdaApiServices,
  request: AwsRequest,
  target: Target,
) => AwsResponse | Promise<AwsResponse>;

/** Of the function as a whole: an operation that would change $LATEST though the caller names a version is refused. */
export const ofFunction =
  (operation: FunctionOperation): FunctionOperation =>
  (services, request, target) => {
    const { qualifier = LATEST } = target;
    if (qualifier === LATEST) return operation(services, request, target);
    throw invalidParameter(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    );
  };
