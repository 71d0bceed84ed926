import { AwsError } from '../aws-api.ts';

/** Who may run how often at the same time: reserved concurrency per function, the rest of the account shared. */
export type Concurrency = {
  /** `undefined` takes the reservation back. */
  reserve(functionName: string, executions: number | undefined): void;
  /** Throws TooManyRequestsException; otherwise call what it returns when the invocation is over. */
  enter(functionName: string): () => void;
  readonly limits: { total: number; unreserved: number };
};

const throttled = (reason: string): AwsError =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason: reason, Type: 'User' });

export const createConcurrency = (total: number): Concurrency => {
  const reserved = new Map<string, number>();
  const running = new Map<string, number>();
  let unreservedRunning = 0;

  const unreserved = (): number =>
    Math.max(0, total - [...reserved.values()].reduce((sum, executions) => sum + executions, 0));

  return {
    reserve: (functionName, executions) => {
      if (executions === undefined) reserved.delete(functionName);
      else reserved.set(functionName, executions);
    },
    enter: (functionName) => {
      const own = running.get(functionName) ?? 0;
      const limit = reserved.get(functionName);
      if (limit !== undefined && own >= limit) {
        throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
      }
      if (limit === undefined && unreservedRunning >= unreserved()) {
        throw throttled('ConcurrentInvocationLimitExceeded');
      }
      const shared = limit === undefined;
      running.set(functionName, own + 1);
      if (shared) unreservedRunning++;
      return () => {
        running.set(functionName, (running.get(functionName) ?? 1) - 1);
        if (shared) unreservedRunning--;
      };
    },
    get limits() {
      return { total, unreserved: unreserved() };
    },
  };
};
