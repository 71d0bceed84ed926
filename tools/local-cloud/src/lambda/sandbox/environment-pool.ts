import { AwsError } from '../../aws-api.ts';
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
  /** When each idle environment became free. */
  idleTimes(): number[];
  /** Idle environments end at once, busy ones after what they and those who wait for them have to do. */
  retire(): Promise<void>;
  /** Ends all of them at once and refuses what still waits. */
  stop(): Promise<void>;
};

type Waiting = {
  request: InvocationRequest;
  resolve: (result: InvocationResult) => void;
  reject: (error: unknown) => void;
};

const returnMs = 30;

const stopping = (): AwsError =>
  new AwsError('ServiceException', 'the local cloud is stopping', 500);

export const createEnvironmentPool = (
  initial: SandboxFunction,
  initialisations: Semaphore,
  start: (sandboxFunction: SandboxFunction, events: EnvironmentEvents) => Environment,
): EnvironmentPool => {
  const all = new Set<Environment>();
  const starting = new Set<Environment>();
  // Have answered and are about to ask for more: no reason to start another.
  const returning = new Set<Environment>();
  // Last in, first out: what isn't needed stays idle and ends.
  const idle: Environment[] = [];
  const waiting: Waiting[] = [];
  let current = initial;
  let asked = 0;
  let returnTimer: NodeJS.Timeout | undefined;
  let stopped = false;
  let retired: PromiseWithResolvers<void> | undefined;

  const run = (environment: Environment, { request, resolve, reject }: Waiting): void => {
    environment.invoke(request).then((result) => {
      if (all.has(environment)) returning.add(environment);
      resolve(result);
    }, reject);
  };

  const freed = (environment: Environment): void => {
    returning.delete(environment);
    if (environment.function !== current || stopped) return void environment.end();
    const next = waiting.shift();
    if (next) run(environment, next);
    else if (retired) void environment.end();
    else idle.push(environment);
  };

  const missing = (): number => waiting.length - starting.size - returning.size - asked;

  /** What doesn't come back soon after its answer is working on; the requests that counted on it get another. */
  const awaitReturning = (): void => {
    if (returnTimer || waiting.length === 0 || returning.size === 0) return;
    returnTimer = setTimeout(() => {
      returnTimer = undefined;
      returning.clear();
      grow();
    }, returnMs);
  };

  const settleRetired = (): void => {
    if (all.size === 0 && waiting.length === 0) retired?.resolve();
  };

  const startOne = (): void => {
    asked--;
    if (stopped || missing() <= 0) {
      initialisations.release();
      return awaitReturning();
    }
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
          returning.delete(environment);
          const place = idle.indexOf(environment);
          if (place >= 0) idle.splice(place, 1);
          grow();
          settleRetired();
        },
      });
    } catch (error) {
      initialisations.release();
      waiting.shift()?.reject(error);
      return settleRetired();
    }
    all.add(environment);
    starting.add(environment);
  };

  /** One new environment per waiting request, as far as initialisations are allowed at the same time. */
  const grow = (): void => {
    while (!stopped && missing() > 0) {
      asked++;
      initialisations.acquire(startOne);
    }
    awaitReturning();
  };

  return {
    invoke: (request) =>
      new Promise((resolve, reject) => {
        const entry = { request, resolve, reject };
        if (stopped) return reject(stopping());
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
    idleTimes: () => idle.map(({ idleSince }) => idleSince),
    retire: () => {
      retired ??= Promise.withResolvers();
      for (const environment of idle.splice(0)) void environment.end();
      settleRetired();
      return retired.promise;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(returnTimer);
      for (const { reject } of waiting.splice(0)) reject(stopping());
      await Promise.all([...all].map((environment) => environment.end()));
    },
  };
};
