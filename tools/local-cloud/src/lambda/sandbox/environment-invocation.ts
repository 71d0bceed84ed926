import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { maxResponseBytes } from '../limits.ts';
import { type InvocationReport, type InvocationResult } from '../types.ts';
import { type EnvironmentLog } from './environment-log.ts';
import { formatReport } from './report-line.ts';
import { type RuntimeInvocation } from './runtime-api.ts';
import { type SandboxFunction } from './sandbox-host.ts';

export type InvocationRequest = {
  requestId: string;
  payload: Uint8Array;
  /** JSON text from the caller of the function. */
  clientContext?: string;
  /** As the caller named it: with a version or an alias if it did; the function's own unless given. */
  functionArn?: string;
};

/** How an invocation, or the process under it, came to its end. */
export type Ending =
  | { kind: 'response'; body: Buffer }
  | { kind: 'error'; body: Buffer }
  | { kind: 'initError'; body: Buffer }
  | { kind: 'exit'; message: string }
  | { kind: 'timeout' | 'outOfMemory' | 'tooLarge' | 'ended' };

/** The error type of an ending that the sandbox reports. */
export const errorTypeOf = (ending: Ending): string => {
  if (ending.kind === 'outOfMemory') return 'Runtime.OutOfMemory';
  if (ending.kind !== 'initError') return 'Runtime.ExitError';
  try {
    return errorBody.parse(JSON.parse(ending.body.toString())).errorType;
  } catch {
    return 'Runtime.Unknown';
  }
};

export type EnvironmentFacts = { maxMemoryMB: number; initDurationMs?: number };

export type EnvironmentInvocation = {
  readonly request: InvocationRequest;
  deliver(send: (invocation: RuntimeInvocation) => void): void;
  /** The clock stands still; so long of what it shows is not the function's. */
  stop(notOwnMs: number): void;
  finish(ending: Ending, facts: EnvironmentFacts): void;
};

const errorBody = z.object({ errorType: z.string() });

const failure = (errorType: string, errorMessage: string): Buffer =>
  Buffer.from(JSON.stringify({ errorType, errorMessage }));

const traceId = (): string =>
  `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;

/** From START to REPORT: the clock, the log lines and the answer. */
export const createInvocation = (
  { definition, arn, version }: SandboxFunction,
  log: EnvironmentLog,
  request: InvocationRequest,
  on: { timeout: () => void; result: (result: InvocationResult) => void },
): EnvironmentInvocation => {
  const { requestId } = request;
  const timeoutMs = definition.timeoutS * 1000;
  const startedAt = performance.now();
  const deadlineMs = Date.now() + timeoutMs;
  let durationMs: number | undefined;
  const timer = setTimeout(on.timeout, timeoutMs);
  log.startInvocation(`START RequestId: ${requestId} Version: ${version}`);

  const stop = (notOwnMs: number): void => {
    durationMs ??= Math.max(0, performance.now() - startedAt - notOwnMs);
    clearTimeout(timer);
  };

  /** What the sandbox itself says in the log and to the caller. */
  const conclude = (
    ending: Ending,
  ): {
    payload: Buffer;
    failed: boolean;
    status?: Pick<InvocationReport, 'status' | 'errorType'>;
  } => {
    const sandboxError = (errorType: string, message: string) => {
      const text = `RequestId: ${requestId} Error: ${message}`;
      log.add(text, errorType);
      const status = { status: 'error' as const, errorType };
      return { payload: failure(errorType, text), failed: true, status };
    };
    switch (ending.kind) {
      case 'response':
        return { payload: ending.body, failed: false };
      case 'error':
        return { payload: ending.body, failed: true };
      case 'initError':
        return {
          payload: ending.body,
          failed: true,
          status: { status: 'error', errorType: errorTypeOf(ending) },
        };
      case 'timeout': {
        const message = `Task timed out after ${definition.timeoutS.toFixed(2)} seconds`;
        durationMs = timeoutMs;
        log.add(`${new Date().toISOString()} ${requestId} ${message}\n`);
        const text = `RequestId: ${requestId} Error: ${message}`;
        return {
          payload: failure('Sandbox.Timedout', text),
          failed: true,
          status: { status: 'timeout' },
        };
      }
      case 'tooLarge':
        return {
          payload: failure(
            'Function.ResponseSizeTooLarge',
            `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
          ),
          failed: true,
          status: { status: 'error', errorType: 'Function.ResponseSizeTooLarge' },
        };
      case 'outOfMemory':
        return sandboxError('Runtime.OutOfMemory', 'Runtime exited with error: signal: killed');
      case 'ended':
        return sandboxError('Runtime.ExitError', 'Runtime exited with error: signal: killed');
      case 'exit':
        return sandboxError('Runtime.ExitError', ending.message);
    }
  };

  return {
    request,
    stop,
    deliver: (send) =>
      send({
        requestId,
        payload: request.payload,
        deadlineMs,
        functionArn: request.functionArn ?? arn,
        clientContext: request.clientContext,
        traceId: traceId(),
      }),
    finish: (ending, { maxMemoryMB, initDurationMs }) => {
      stop(0);
      const { payload, failed, status } = conclude(ending);
      const duration = durationMs ?? 0;
      const report: InvocationReport = {
        requestId,
        durationMs: duration,
        billedDurationMs: Math.max(1, Math.ceil(duration + (initDurationMs ?? 0))),
        memorySizeMB: definition.memorySizeMB,
        maxMemoryUsedMB: maxMemoryMB,
        ...(initDurationMs !== undefined && { initDurationMs }),
        ...status,
      };
      log.add(`END RequestId: ${requestId}`, formatReport(report));
      on.result({
        payload,
        ...(failed && { functionError: 'Unhandled' as const }),
        executedVersion: version,
        logTail: log.tail(),
        report,
      });
    },
  };
};
