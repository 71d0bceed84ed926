import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { peakMemoryMB, waitedForCoreMs } from '../cpu/process-clock.ts';
import { initTimeoutMs, maxResponseBytes } from '../limits.ts';
import { type InvocationResult } from '../types.ts';
import {
  createInvocation,
  errorTypeOf,
  type Ending,
  type EnvironmentInvocation,
  type InvocationRequest,
} from './environment-invocation.ts';
import { createEnvironmentLog } from './environment-log.ts';
import {
  describeExit,
  startEnvironmentProcess,
  type EnvironmentProcess,
  type Exit,
} from './environment-process.ts';
import { type RuntimeFacts, type RuntimeListener } from './runtime-api.ts';
import { type SandboxFunction, type SandboxHost } from './sandbox-host.ts';

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

/** After two turns of the event loop everything the process wrote before its answer has been read. */
const outputRead = (): Promise<void> =>
  new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

const logStream = (version: string, id: string): string =>
  `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${id}`;

export const startEnvironment = (
  host: SandboxHost,
  sandboxFunction: SandboxFunction,
  events: EnvironmentEvents,
): Environment => {
  const { definition, version } = sandboxFunction;
  const id = randomBytes(16).toString('hex');
  const logStreamName = logStream(version, id);
  const tmpDir = host.tmpDirFor(id);
  const log = createEnvironmentLog((lines) =>
    host.context.writeLogs(definition.logGroupName, logStreamName, lines),
  );
  let process: EnvironmentProcess | undefined;
  let invocation: EnvironmentInvocation | undefined;
  let initTimer: NodeJS.Timeout | undefined;
  let initDurationMs: number | undefined;
  /** What the process had waited for a core in its life, when the invocation began. */
  let waitedBeforeMs = 0;
  /** Why the process is about to end, when that is known before it does. */
  let knownEnding: Ending | undefined;
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

  const kill = (ending: Ending): void => {
    knownEnding ??= ending;
    noteMemory();
    process?.kill();
  };

  const end = async (): Promise<void> => {
    const first = !ended;
    ended = true;
    const running = process;
    kill({ kind: 'ended' });
    await running?.closed;
    if (!first) return;
    host.runtimeApi.unregister(id);
    events.onEnded();
    await rm(tmpDir, { recursive: true, force: true });
  };

  const reportFailedInit = ({ startedAt, phase }: EnvironmentProcess, ending: Ending): void => {
    const duration = (performance.now() - startedAt).toFixed(2);
    const status =
      ending.kind === 'timeout' ? 'timeout' : `error\tError Type: ${errorTypeOf(ending)}`;
    log.add(`INIT_REPORT Init Duration: ${duration} ms\tPhase: ${phase}\tStatus: ${status}`);
  };

  const onClosed = (closed: EnvironmentProcess, exit: Exit): void => {
    process = undefined;
    clearTimeout(initTimer);
    const ending: Ending = knownEnding ?? { kind: 'exit', message: describeExit(exit) };
    knownEnding = undefined;
    if (!closed.initialised) reportFailedInit(closed, ending);
    // A first initialisation that failed is repeated inside the first invocation, as Lambda does.
    if (!closed.initialised && !invocation && !ended) return free();
    finish(ending);
    void end();
  };

  const answered = async (
    requestId: string,
    { maxRssKb, lagMs, waitedMs }: RuntimeFacts,
    ending: Ending,
  ): Promise<void> => {
    if (invocation?.request.requestId !== requestId) return;
    invocation.stop(lagMs + waitedMs - waitedBeforeMs);
    noteMemory(maxRssKb);
    await outputRead();
    finish(ending);
  };

  const listener: RuntimeListener = {
    onNext: (deliver, { lagMs, waitedMs }) => {
      if (!process) return;
      if (!process.initialised) {
        process.initialised = true;
        noteMemory();
        clearTimeout(initTimer);
        if (process.phase === 'init')
          initDurationMs = performance.now() - process.startedAt - lagMs - waitedMs;
      }
      if (invocation) return invocation.deliver(deliver);
      process.deliver = deliver;
      host.governor.end(process.pid);
      free();
    },
    onResponse: async (requestId, body, facts) => {
      const accepted = body.length <= maxResponseBytes;
      const ending: Ending = accepted ? { kind: 'response', body } : { kind: 'tooLarge' };
      await answered(requestId, facts, ending);
      return accepted;
    },
    onError: (requestId, body, facts) => answered(requestId, facts, { kind: 'error', body }),
    onInitError: (body) => {
      knownEnding ??= { kind: 'initError', body };
      noteMemory();
    },
  };

  const start = (phase: EnvironmentProcess['phase']): EnvironmentProcess => {
    const site = { id, tmpDir, logStreamName, log, listener };
    const started = startEnvironmentProcess(host, sandboxFunction, site, phase, {
      overMemory: () => {
        maxMemoryMB = definition.memorySizeMB;
        kill({ kind: 'outOfMemory' });
      },
      closed: (exit) => onClosed(started, exit),
    });
    if (phase === 'init') initTimer = setTimeout(() => kill({ kind: 'timeout' }), initTimeoutMs);
    return started;
  };

  process = start('init');

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
        // What it waited for before, to come to rest after the last one, is not of this invocation.
        waitedBeforeMs = process ? waitedForCoreMs(process.pid) : 0;
        process ??= start('invoke');
        const { pid, deliver } = process;
        process.deliver = undefined;
        host.governor.begin(pid);
        if (deliver) invocation.deliver(deliver);
      }),
    end,
  };
};
