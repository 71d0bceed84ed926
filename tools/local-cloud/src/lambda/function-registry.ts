import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type Concurrency } from './concurrency.ts';
import { maxRequestBytes } from './limits.ts';
import { type EnvironmentPool } from './sandbox/environment-pool.ts';
import { openPackage } from './sandbox/package-store.ts';
import { type Sandbox } from './sandbox/sandbox.ts';
import { type SandboxFunction } from './sandbox/sandbox-host.ts';
import { type FunctionDefinition, type InvocationResult } from './types.ts';

export type RegisteredFunction = SandboxFunction & {
  lastModified: string;
  revisionId: string;
  pool: EnvironmentPool;
};

export type InvokeOptions = {
  requestId?: string;
  clientContext?: string;
};

export type FunctionRegistry = {
  put(definition: FunctionDefinition): Promise<void>;
  remove(functionName: string): Promise<void>;
  /** Throws ResourceNotFoundException. */
  get(functionName: string): RegisteredFunction;
  list(): RegisteredFunction[];
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

/** The parts of a definition that a running environment can't take over. */
const runtimeShape = ({ definition, code }: SandboxFunction): string => {
  const {
    reservedConcurrency: _,
    tags: __,
    description: ___,
    deadLetterArn: ____,
    ...shape
  } = definition;
  return JSON.stringify([code.sha256, shape]);
};

export const createFunctionRegistry = (
  context: CloudContext,
  sandbox: Promise<Sandbox>,
  concurrency: Concurrency,
): FunctionRegistry => {
  const functions = new Map<string, RegisteredFunction>();
  const inFlight = new Set<Promise<InvocationResult>>();

  const get = (functionName: string): RegisteredFunction => {
    const found = functions.get(functionName);
    if (found) return found;
    const arn = functionArn(context, functionName);
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404, {
      Type: 'User',
    });
  };

  return {
    get,
    list: () => [...functions.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    put: async (definition) => {
      const code = await openPackage(definition.codeZip, context.cacheDir);
      const arn = functionArn(context, definition.functionName);
      const next: SandboxFunction = { definition, arn, code };
      const known = functions.get(definition.functionName);
      const unchanged = known && runtimeShape(known) === runtimeShape(next);
      const pool = known?.pool ?? (await sandbox).createPool(next);
      if (known && !unchanged) known.pool.replace(next);
      concurrency.reserve(definition.functionName, definition.reservedConcurrency);
      functions.set(definition.functionName, {
        ...next,
        pool,
        lastModified: unchanged ? known.lastModified : new Date().toISOString(),
        revisionId: unchanged ? known.revisionId : randomUUID(),
      });
    },
    remove: async (functionName) => {
      const known = functions.get(functionName);
      functions.delete(functionName);
      concurrency.reserve(functionName, undefined);
      await known?.pool.stop();
    },
    reserve: (functionName, executions) => {
      const known = get(functionName);
      known.definition = { ...known.definition, reservedConcurrency: executions };
      concurrency.reserve(functionName, executions);
    },
    invoke: async (functionName, payload, { requestId = randomUUID(), clientContext } = {}) => {
      const { pool } = get(functionName);
      if (payload.length > maxRequestBytes) throw tooLarge(maxRequestBytes);
      const leave = concurrency.enter(functionName);
      const invocation = pool.invoke({ requestId, payload, clientContext });
      inFlight.add(invocation);
      try {
        return await invocation;
      } finally {
        inFlight.delete(invocation);
        leave();
      }
    },
    endIdleSince: (limit) => {
      for (const { pool } of functions.values()) pool.endIdleSince(limit);
    },
    settled: async () => void (await Promise.allSettled(inFlight)),
    stop: async () => {
      await Promise.all([...functions.values()].map(({ pool }) => pool.stop()));
    },
  };
};
