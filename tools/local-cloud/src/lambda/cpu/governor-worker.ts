import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import { governProcess, type GovernedProcess } from './governed-process.ts';
import { type GovernorCommand } from './governor.ts';
import { preferThisThread } from './real-time.ts';

/** Runs in a thread of its own, so that nothing the cloud computes delays a pause or a resume. */
const { wakeUps, port } = workerData as { wakeUps: Int32Array; port: MessagePort };
const processes = new Map<number, GovernedProcess>();

/** The whole process group: what the function spawned counts as the function. */
const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal);
  } catch {
    // Ended meanwhile.
  }
};

const signals = {
  pause: (pid: number) => send(pid, 'SIGSTOP'),
  resume: (pid: number) => send(pid, 'SIGCONT'),
  overMemory: (pid: number) => parentPort?.postMessage({ overMemory: pid }),
};

const obey = ({ command, pid, memorySizeMB }: GovernorCommand): void => {
  const now = performance.now();
  if (command === 'watch') processes.set(pid, governProcess(pid, memorySizeMB ?? 128, signals));
  else if (command === 'begin') processes.get(pid)?.begin(now);
  else if (command === 'end') processes.get(pid)?.end(now);
  else {
    processes.get(pid)?.close();
    processes.delete(pid);
  }
};

preferThisThread();
for (;;) {
  const wokeAt = performance.now();
  const seen = Atomics.load(wakeUps, 0);
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    obey(next.message as GovernorCommand);
  }
  let nextCheckAt = Infinity;
  for (const governed of processes.values()) {
    const now = performance.now();
    if (governed.checkAt <= now) governed.check(now);
    nextCheckAt = Math.min(nextCheckAt, governed.checkAt);
  }
  // At most half of a core, however many processes there are: the rest is for them.
  const now = performance.now();
  Atomics.wait(wakeUps, 0, seen, Math.max(0.05, now - wokeAt, nextCheckAt - now));
}
