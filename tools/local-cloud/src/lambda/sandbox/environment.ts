import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type ChildProcess } from 'node:child_process';
import { peakMemoryMB } from '../cpu/process-clock.ts';
import { initTimeoutMs, maxResponseBytes } from '../limits.ts';
import { describeExit, killGroup, spawnEnvironment, type Exit } from './environment-process.ts';
import { createEnvironmentLog } from './environment-log.ts';
import { environmentVariables, nodeOptions } from './environment-variables.ts';
import { createInvocation, type Ending, type InvocationRequest } from './environment-invocation.ts';
import { type RuntimeInvocation } from './runtime-api.ts';
import { type SandboxHost, type SandboxFunction } from './sandbox-host.ts';
import { type InvocationResult } from '../types.ts';

/** One execution environment: a folder, a process, one invocation at a time. */
export type Environment = {
  readonly function: SandboxFunction;
  /** When it last became free, by the clock of `performance.now()`. */
  readonly idleSince: number;
  invoke(request: InvocationRequest): Promise<InvocationResult>;
  /** Kills it; resolves when the process is gone. */
  end(): Promise<void>;
};

export type EnvironmentEvents = {
  /** It can take an invocation: initialised, or failed to and will try again during the invocation. */
  onFree(): void;
  onEnded(): void;
};

type Process = {
  child: ChildProcess;
  pid: number;
  startedAt: number;
  phase: 'init' | 'invoke';
  initialised: boolean;
  deliver?: (invocation: RuntimeInvocation) => void;
  closed: Promise<void>;
};

/** After two turns of the event loop everything the process wrote before its answer has been read. */
const outputRead = (): Promise<void> =>
  new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

export const startEnvironment = (
  host: SandboxHost,
  sandboxFunction: SandboxFunction,
  events: EnvironmentEvents,
): Environment => {
  const { definition, code } = sandboxFunction;
  const id = randomBytes(16).toString('hex');
  const logStreamName = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${id}`;
  const tmpDir = host.tmpDirFor(id);
  const log = createEnvironmentLog((lines) =>
    host.context.writeLogs(definition.logGroupName, logStreamName, lines),
  );
  let process: Process | undefined;
  let initTimer: NodeJS.Timeout | undefined;
  let initDurationMs: number | undefined;
  let invocation: ReturnType<typeof createInvocation> | undefined;
  let initError: Ending | undefined;
  let killedBy: Ending | undefined;
  let maxMemoryMB = 0;
  let idleSince = performance.now();
  let ended = false;

  const noteMemory = (maxRssKb = 0): void => {
    const seen = (process && peakMemoryMB(process.pid)) || Math.ceil(maxRssKb / 1024);
    maxMemoryMB = Math.min(definition.memorySizeMB, Math.max(maxMemoryMB, seen));
  };

  const finish = (ending: Ending): void => {
    const finished = invocation;
    invocation = undefined;
    finished?.finish(ending, { maxMemoryMB, initDurationMs });
    initDurationMs = undefined;
  };

  const free = (): void => {
    idleSince = performance.now();
    events.onFree();
  };

  const reportInit = (current: Process, status: string): void => {
    const duration = (performance.now() - current.startedAt).toFixed(2);
    log.add(`INIT_REPORT Init Duration: ${duration} ms\tPhase: ${current.phase}\t${status}`);
  };

  /** A failed first initialisation is repeated inside the first invocation, as Lambda does. */
  const initFailed = (current: Process, ending: Ending, status: string): void => {
    reportInit(current, status);
    if (invocation) finish(ending);
    else if (current.phase === 'init' && !ended) return free();
    void end();
  };

  const onClosed = (current: Process, exit: Exit): void => {
    if (process === current) process = undefined;
    host.watchdog.remove(current.pid);
    host.governor.forget(current.pid);
    clearTimeout(initTimer);
    const ending = killedBy ?? initError ?? { kind: 'exit', message: describeExit(exit) };
    killedBy = undefined;
    initError = undefined;
    if (!current.initialised) {
      const timedOut = ending.kind === 'timeout';
      const status = timedOut ? 'Status: timeout' : `Status: error\tError Type: ${typeOf(ending)}`;
      return initFailed(current, ending, status);
    }
    finish(ending);
    void end();
  };

  const kill = (ending: Ending): void => {
    if (!process) return;
    killedBy ??= ending;
    killGroup(process.pid);
  };

  const answered = async (requestId: string, maxRssKb: number, ending: Ending): Promise<void> => {
    if (invocation?.request.requestId !== requestId) return;
    invocation.stop();
    noteMemory(maxRssKb);
    await outputRead();
    finish(ending);
  };

  const listener = {
    onNext: (deliver: (next: RuntimeInvocation) => void): void => {
      if (!process) return;
      if (!process.initialised) {
        process.initialised = true;
        noteMemory();
        clearTimeout(initTimer);
        if (process.phase === 'init') initDurationMs = performance.now() - process.startedAt;
      }
      if (invocation) return invocation.deliver(deliver);
      process.deliver = deliver;
      host.governor.end(process.pid);
      free();
    },
    onResponse: async (requestId: string, body: Buffer, maxRssKb: number): Promise<boolean> => {
      const accepted = body.length <= maxResponseBytes;
      await answered(
        requestId,
        maxRssKb,
        accepted ? { kind: 'response', body } : { kind: 'tooLarge' },
      );
      return accepted;
    },
    onError: (requestId: string, body: Buffer, maxRssKb: number): Promise<void> =>
      answered(requestId, maxRssKb, { kind: 'error', body }),
    onInitError: (body: Buffer): void => {
      initError = { kind: 'initError', body };
      noteMemory();
    },
  };

  const start = (phase: 'init' | 'invoke'): void => {
    mkdirSync(tmpDir, { recursive: true });
    const variables = environmentVariables(
      definition,
      host.context,
      host.credentialsFor(definition.roleArn),
      {
        taskRoot: code.taskRoot,
        tmpDir,
        logStreamName,
        runtimeApi: host.runtimeApi.register(id, listener),
        nodePath: host.nodePath,
      },
    );
    log.add(
      `INIT_START Runtime Version: nodejs:24.local\tRuntime Version ARN: arn:aws:lambda:${host.context.region}::runtime:local`,
    );
    const startedAt = performance.now();
    const child = spawnEnvironment(code.taskRoot, variables, nodeOptions(definition));
    const pid = child.pid;
    if (pid === undefined) {
      child.on('error', () => undefined);
      throw new Error(`cannot start ${globalThis.process.execPath}`);
    }
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    const current: Process = { child, pid, startedAt, phase, initialised: false, closed };
    process = current;
    host.watchdog.add(pid);
    host.governor.watch(pid, definition.memorySizeMB, () => {
      maxMemoryMB = definition.memorySizeMB;
      kill({ kind: 'outOfMemory' });
    });
    log.follow(child.stdout!);
    log.follow(child.stderr!);
    // The rest of its group goes with it, or its output would never end.
    child.on('exit', () => killGroup(pid));
    child.on('close', (exitCode, signal) => {
      close();
      onClosed(current, { code: exitCode, signal });
    });
    if (phase === 'init') initTimer = setTimeout(() => kill({ kind: 'timeout' }), initTimeoutMs);
  };

  const end = async (): Promise<void> => {
    const running = process;
    const first = !ended;
    ended = true;
    if (running) {
      kill({ kind: 'ended' });
      await running.closed;
    }
    if (!first) return;
    host.runtimeApi.unregister(id);
    events.onEnded();
    await rm(tmpDir, { recursive: true, force: true });
  };

  start('init');

  return {
    function: sandboxFunction,
    get idleSince() {
      return idleSince;
    },
    invoke: (request) =>
      new Promise((resolve) => {
        invocation = createInvocation(sandboxFunction, log, request, {
          timeout: () => kill({ kind: 'timeout' }),
          result: resolve,
        });
        if (!process) start('invoke');
        if (!process) return;
        const { pid, deliver } = process;
        process.deliver = undefined;
        host.governor.begin(pid);
        if (deliver) invocation.deliver(deliver);
      }),
    end,
  };
};

const typeOf = (ending: Ending): string => {
  if (ending.kind === 'outOfMemory') return 'Runtime.OutOfMemory';
  if (ending.kind !== 'initError') return 'Runtime.ExitError';
  const parsed = JSON.parse(ending.body.toString()) as { errorType?: unknown };
  return typeof parsed.errorType === 'string' ? parsed.errorType : 'Runtime.Unknown';
};
