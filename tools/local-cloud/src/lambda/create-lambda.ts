import { type SQSClient } from '@aws-sdk/client-sqs';
import { type CloudContext } from '../context.ts';
import { type Iam } from '../iam/types.ts';
import { createCodeLinks } from './api/code-links.ts';
import { createLambdaApi } from './api/lambda-api.ts';
import { createAsyncInvoker } from './async/async-invoker.ts';
import { createConcurrency } from './concurrency.ts';
import { createFunctionRegistry } from './function-registry.ts';
import { memoryMb } from './limits.ts';
import { type InvocationObserver, observeInvocations } from './observe-invocations.ts';
import { startSandbox } from './sandbox/sandbox.ts';
import { createEventSourceMappings } from './sqs/event-source-mappings.ts';
import { type DeliverToDestination, type Lambda } from './types.ts';

export type LambdaOptions = {
  context: CloudContext;
  iam: Pick<Iam, 'credentialsFor'>;
  /** Event pattern matching, for the FilterCriteria of event source mappings. */
  matchesPattern: (pattern: unknown, event: unknown) => boolean;
  /** Reaches the destinations of asynchronous invocations. */
  deliverToArn: DeliverToDestination;
  /** The client with which the queue triggers of a function poll; the cloud's own unless given. */
  pollerOf?: (functionName: string) => SQSClient;
  /** Told of every invocation, whoever asked for it. */
  onInvocation?: InvocationObserver;
  /** Concurrent executions of the account, 1,000 unless given. */
  accountConcurrency?: number;
  /** The largest memory size that the account may give a function; Lambda's own limit unless given. */
  maxMemoryMb?: number;
  /** Reads an object of the local S3, for code that lies there. */
  readObject?: (bucket: string, key: string) => Promise<Uint8Array>;
  /** How long an update of a function, or a new version, takes; a tenth of a second unless given. */
  transitionMs?: number;
  /** An execution environment that was not used for so long ends; five minutes unless given. */
  idleTimeoutMs?: number;
  /** Waits before the first and the second retry of an asynchronous event; a minute and two unless given. */
  asyncRetryDelaysMs?: number[];
};

const defaults = {
  accountConcurrency: 1000,
  idleTimeoutMs: 5 * 60_000,
  maxMemoryMb: memoryMb.max,
  transitionMs: 100,
};
const graceMs = 700;

const noObjects = (): Promise<never> => Promise.reject(new Error('there is no S3 here'));

/** Lambda on this machine: functions, asynchronous events, queue triggers and the REST API. */
export const createLambda = (options: LambdaOptions): Lambda => {
  const { context, iam, matchesPattern, deliverToArn, asyncRetryDelaysMs } = options;
  const { pollerOf = () => context.sqs } = options;
  const { accountConcurrency, idleTimeoutMs, maxMemoryMb, transitionMs } = {
    ...defaults,
    ...options,
  };
  const { readObject = noObjects } = options;
  const sandbox = startSandbox(context, iam);
  // Whoever puts the first function is told.
  sandbox.catch(() => undefined);
  const concurrency = createConcurrency(accountConcurrency);
  const functions = observeInvocations(
    createFunctionRegistry(context, sandbox, concurrency, transitionMs),
    options.onInvocation ?? (() => undefined),
  );
  const asyncInvoker = createAsyncInvoker(context, functions, deliverToArn, asyncRetryDelaysMs);
  const mappings = createEventSourceMappings(context, functions, matchesPattern, pollerOf);
  const codeLinks = createCodeLinks(context.endpoint);
  const idleCheck = setInterval(
    () => functions.endIdleSince(performance.now() - idleTimeoutMs),
    Math.min(idleTimeoutMs, 30_000),
  ).unref();

  let stopped: Promise<void> | undefined;

  const stopAll = async (): Promise<void> => {
    clearInterval(idleCheck);
    // Work under way may finish; what takes longer is cut off and its events and messages come again.
    const settled = Promise.all([mappings.stop(), asyncInvoker.stop(), functions.settled()]);
    const grace = setTimeout(() => void functions.stop(), graceMs);
    await settled;
    clearTimeout(grace);
    await functions.stop();
    await (await sandbox).stop();
  };

  return {
    putFunction: (definition) => functions.put(definition),
    removeFunction: (functionName) => functions.remove(functionName),
    publishVersion: (functionName, description) =>
      functions.get(functionName).publish({ description, atOnce: true }).version,
    putAlias: (functionName, name, functionVersion, description = '') => {
      const { aliases, createAlias, updateAlias } = functions.get(functionName);
      const isKnown = aliases.list().some((alias) => alias.name === name);
      const put = isKnown ? updateAlias : createAlias;
      put(name, { functionVersion, description, weights: {} });
    },
    putAsyncConfig: (config) => asyncInvoker.putConfig(config),
    putEventSourceMapping: (mapping) => mappings.put(mapping),
    removeEventSourceMapping: (uuid) => mappings.remove(uuid),
    functionOfMapping: (uuid) =>
      mappings.list().find((mapping) => mapping.uuid === uuid)?.functionName,
    invoke: (functionName, payload) => functions.invoke(functionName, payload),
    invokeAsync: (functionName, payload) =>
      new Promise((resolve) => {
        asyncInvoker.accept(functionName, payload);
        resolve();
      }),
    api: createLambdaApi({
      context,
      functions,
      async: asyncInvoker,
      concurrency,
      mappings,
      ...{ codeLinks, readObject, maxMemoryMb },
    }),
    codePage: codeLinks.page,
    stop: () => (stopped ??= stopAll()),
  };
};
