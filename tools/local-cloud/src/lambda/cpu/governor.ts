import { MessageChannel, Worker } from 'node:worker_threads';

export type GovernorCommand = {
  command: 'watch' | 'begin' | 'end' | 'forget';
  pid: number;
  memorySizeMB?: number;
};

/** Gives each execution environment the CPU time of its memory size and freezes it between invocations. */
export type CpuGovernor = {
  /** From the start of the process: full CPU until its first `begin`, memory watched from now on. */
  watch(pid: number, memorySizeMB: number, onOverMemory: () => void): void;
  begin(pid: number): void;
  end(pid: number): void;
  forget(pid: number): void;
  stop(): Promise<void>;
};

export const startCpuGovernor = (): CpuGovernor => {
  const wakeUps = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('./governor-worker.ts', import.meta.url), {
    workerData: { wakeUps, port: port2 },
    transferList: [port2],
    // Options of this process, such as --eval, mean nothing to the thread.
    execArgv: [],
  });
  const overMemory = new Map<number, () => void>();
  worker.on('message', (message: { overMemory: number }) => overMemory.get(message.overMemory)?.());
  worker.unref();
  port1.unref();

  const tell = (command: GovernorCommand): void => {
    port1.postMessage(command);
    Atomics.add(wakeUps, 0, 1);
    Atomics.notify(wakeUps, 0);
  };

  return {
    watch: (pid, memorySizeMB, onOverMemory) => {
      overMemory.set(pid, onOverMemory);
      tell({ command: 'watch', pid, memorySizeMB });
    },
    begin: (pid) => tell({ command: 'begin', pid }),
    end: (pid) => tell({ command: 'end', pid }),
    forget: (pid) => {
      overMemory.delete(pid);
      tell({ command: 'forget', pid });
    },
    stop: async () => {
      port1.close();
      await worker.terminate();
    },
  };
};
