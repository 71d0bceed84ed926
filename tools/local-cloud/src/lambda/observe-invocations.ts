import { AwsError } from '../aws-api.ts';
import { type FunctionRegistry } from './function-registry.ts';

export type ObservedInvocation = {
  functionName: string;
  outcome: 'success' | 'error' | 'throttled';
  /** Of the REPORT line; `undefined` for an invocation that did not run. */
  durationMs?: number;
  /** Of the function, this one included. */
  concurrentExecutions: number;
};

export type InvocationObserver = (invocation: ObservedInvocation) => void;

/** Tells of every invocation, whoever asked for it, once it is over. */
export const observeInvocations = (
  functions: FunctionRegistry,
  observe: InvocationObserver,
): FunctionRegistry => {
  const running = new Map<string, number>();

  return {
    ...functions,
    invoke: async (functionName, payload, options) => {
      const concurrentExecutions = (running.get(functionName) ?? 0) + 1;
      running.set(functionName, concurrentExecutions);
      try {
        const result = await functions.invoke(functionName, payload, options);
        observe({
          functionName,
          outcome: result.functionError ? 'error' : 'success',
          durationMs: result.report.durationMs,
          concurrentExecutions,
        });
        return result;
      } catch (error) {
        if (error instanceof AwsError && error.status === 429)
          observe({
            functionName,
            outcome: 'throttled',
            concurrentExecutions: concurrentExecutions - 1,
          });
        throw error;
      } finally {
        running.set(functionName, (running.get(functionName) ?? 1) - 1);
      }
    },
  };
};
