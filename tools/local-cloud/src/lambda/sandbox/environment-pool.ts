import { type InvocationResult } from '../types.ts';
import { type Environment, type EnvironmentEvents } from './environment.ts';
import { type InvocationRequest } from './environment-invocation.ts';
import { type SandboxFunction } from './sandbox-host.ts';
import { type Semaphore } from './semaphore.ts';

/** The execution environments of one function. */
export type EnvironmentPool = {
  invoke(request: InvocationRequest): Promise<InvocationResult>;
  /** New code or configuration: environments of the old one end, busy ones after their invocation. */
  replace(sandboxFunction: SandboxFunction): void;
  endIdleSince(limit: number): void;
  /** Ends all of them at once and refuses what still waits. */
  stop(): Promise<void>;
};

type Waiting = {
  request: InvocationRequest;
  resolve: (result: InvocationResult) => void;
  reject: (error: unknown) => void;
};

export const createEnvironmentPool = (
  initial: SandboxFunction,
  initialisations: Semaphore,
  start: (sandboxFunction: SandboxFunction, events: EnvironmentEvents) => Environment,
): EnvironmentPool => {
  const all = new Set<Environment>();
  const starting = new Set<Environment>();
  // Last in, first out: what isn't needed stays idle and ends.
  const idle: Environment[] = [];
  const waiting: Waiting[] = [];
  let current = initial;
  let asked = 0;
  let stopped = false;

  const run = (environment: Environment, { request, resolve, reject }: Waiting): void => {
    environment.invoke(request).then(resolve, reject);
  };

  const freed = (environment: Environment): void => {
    if (environment.function !== current || stopped) return void environment.end();
    const next = waiting.shift();
    if (next) run(environment, next);
    else idle.push(environment);
  };

  const startOne = (): void => {
    asked--;
    if (stopped || waiting.length <= starting.size) return initialisations.release();
    let initialised = false;
    const started = (): void => {
      if (initialised) return;
      initialised = true;
      starting.delete(environment);
      initialisations.release();
    };
    let environment: Environment;
    try {
      environment = start(current, {
        onFree: () => {
          started();
          freed(environment);
        },
        onEnded: () => {
          started();
          all.delete(environment);
          const place = idle.indexOf(environment);
          if (place >= 0) idle.splice(place, 1);
          grow();
        },
      });
    } catch (error) {
      initialisations.release();
      return waiting.shift()?.reject(error);
    }
    all.add(environment);
    starting.add(environment);
  };

  /** One new environment per waiting request, as far as initialisations are allowed at the same time. */
  const grow = (): void => {
    while (!stopped && waiting.length > starting.size + asked) {
      asked++;
      initialisations.acquire(startOne);
    }
  };

  return {
    invoke: (request) =>
      new Promise((resolve, reject) => {
        const entry = { request, resolve, reject };
        const environment = idle.pop();
        if (environment) return run(environment, entry);
        waiting.push(entry);
        grow();
      }),
    replace: (sandboxFunction) => {
      current = sandboxFunction;
      for (const environment of idle.splice(0)) void environment.end();
    },
    endIdleSince: (limit) => {
      while (idle[0] && idle[0].idleSince < limit) void idle.shift()?.end();
    },
    stop: async () => {
      stopped = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('the local cloud is stopping'));
      await Promise.all([...all].map((environment) => environment.end()));
    },
  };
};
