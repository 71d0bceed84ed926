import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AwsError } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type Concurrency } from './concurrency.ts';
import { functionNotFound } from './functions/errors.ts';
import { type FunctionVersion, LATEST } from './functions/function-version.ts';
import { createManagedFunction, type ManagedFunction } from './functions/managed-function.ts';
import { maxRequestBytes } from './limits.ts';
import { type EnvironmentPool } from './sandbox/environment-pool.ts';
import { type CodePackage, storePackage } from './sandbox/package-store.ts';
import { type Sandbox } from './sandbox/sandbox.ts';
import { type FunctionDefinition, type InvocationResult } from './types.ts';

export type InvokeOptions = {
  requestId?: string;
  clientContext?: string;
  /** A version or an alias, $LATEST unless given. */
  qualifier?: string;
};

export type FunctionRegistry = {
  put(definition: FunctionDefinition): Promise<void>;
  /** What is under way finishes. */
  remove(functionName: string): void;
  /** The environments of the version end. @throws AwsError */
  removeVersion(functionName: string, version: string): void;
  /** Throws ResourceNotFoundException. */
  get(functionName: string): ManagedFunction;
  list(): ManagedFunction[];
  /** Keeps a zip and unpacks it. Rejects when it is none. */
  storeCode(zip: Uint8Array): Promise<CodePackage>;
  reserve(functionName: string, executions: number | undefined): void;
  invoke(
    functionName: string,
    payload: Uint8Array,
    options?: InvokeOptions,
  ): Promise<InvocationResult>;
  endIdleSince(limit: number): void;
  /** Resolves when no invocation is under way. */
  settled(): Promise<void>;
  /** Cuts off what is under way. */
  stop(): Promise<void>;
};

/**
 * So many environments of published versions stay idle, of all functions together: somebody who measures 46 memory sizes
 * would fill the machine with frozen processes.
 */
const maxIdlePublished = 16;

export const functionArn = (
  { region, accountId }: Pick<CloudContext, 'region' | 'accountId'>,
  functionName: string,
): string => `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;

export const tooLarge = (maxBytes: number): AwsError =>
  new AwsError(
    'RequestEntityTooLargeException',
    `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
    413,
    { Type: 'User' },
  );

export const createFunctionRegistry = (
  context: CloudContext,
  sandbox: Promise<Sandbox>,
  concurrency: Concurrency,
  transitionMs: number,
): FunctionRegistry => {
  const functions = new Map<string, ManagedFunction>();
  const inFlight = new Set<Promise<InvocationResult>>();
  /** Of versions and functions that are gone, with invocations under way. */
  const retiring = new Set<EnvironmentPool>();

  const get = (functionName: string): ManagedFunction => {
    const found = functions.get(functionName);
    if (found) return found;
    throw functionNotFound(functionArn(context, functionName));
  };

  const poolsOf = (versions: FunctionVersion[]): EnvironmentPool[] =>
    versions.flatMap(({ startedPool }) => startedPool ?? []);

  const publishedPools = (): EnvironmentPool[] =>
    [...functions.values()].flatMap((managed) => poolsOf(managed.versions()));

  const latestPools = (): EnvironmentPool[] =>
    poolsOf([...functions.values()].map(({ latest }) => latest));

  const trimPublished = (): void => {
    const pools = publishedPools();
    const times = pools.flatMap((pool) => pool.idleTimes()).sort((a, b) => b - a);
    const limit = times[maxIdlePublished - 1];
    if (limit !== undefined) for (const pool of pools) pool.endIdleSince(limit);
  };

  const retire = (pool: EnvironmentPool): void => {
    retiring.add(pool);
    void pool.retire().then(() => retiring.delete(pool));
  };

  return {
    get,
    list: () => [...functions.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    storeCode: (zip) => storePackage(zip, context.cacheDir),
    put: async (definition) => {
      const { functionName } = definition;
      const code = await storePackage(await readFile(definition.codeZip), context.cacheDir);
      const { createPool } = await sandbox;
      const known = functions.get(functionName);
      if (known) known.latest.replace({ definition, code });
      else {
        const arn = functionArn(context, functionName);
        const services = { arn, createPool, transitionMs, now: () => performance.now() };
        functions.set(functionName, createManagedFunction({ definition, code }, services));
      }
      concurrency.reserve(functionName, definition.reservedConcurrency);
    },
    remove: (functionName) => {
      const known = functions.get(functionName);
      functions.delete(functionName);
      concurrency.reserve(functionName, undefined);
      if (known) poolsOf([known.latest, ...known.versions()]).forEach(retire);
    },
    removeVersion: (functionName, version) => {
      const pool = get(functionName).removeVersion(version)?.startedPool;
      if (pool) retire(pool);
    },
    reserve: (functionName, executions) => {
      get(functionName).latest.reserve(executions);
      concurrency.reserve(functionName, executions);
    },
    invoke: async (functionName, payload, options = {}) => {
      const { requestId = randomUUID(), clientContext, qualifier } = options;
      const { arn, version: versionOf } = get(functionName);
      const version = versionOf(qualifier);
      const pool = version.pool();
      if (payload.length > maxRequestBytes) throw tooLarge(maxRequestBytes);
      const leave = concurrency.enter(functionName);
      const invocation = pool.invoke({
        ...{ requestId, payload, clientContext },
        functionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
      });
      inFlight.add(invocation);
      try {
        return await invocation;
      } finally {
        inFlight.delete(invocation);
        leave();
        if (version.version !== LATEST) trimPublished();
      }
    },
    endIdleSince: (limit) => {
      for (const pool of [...latestPools(), ...publishedPools()]) pool.endIdleSince(limit);
    },
    settled: async () => void (await Promise.allSettled(inFlight)),
    stop: async () => {
      const pools = [...latestPools(), ...publishedPools(), ...retiring];
      await Promise.all(pools.map((pool) => pool.stop()));
    },
  };
};
