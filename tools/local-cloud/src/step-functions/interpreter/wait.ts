import { type Json } from '../json.ts';

/** Longer timers end at once. */
const MAX_TIMER_MS = 2_147_483_647;

/** What Step Functions takes for seconds. */
const MAX_SECONDS = 99_999_999;

export const isWholeSeconds = (value: Json): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_SECONDS;

/** Settles as `work` does, or rejects with the signal's reason as soon as it is aborted. */
export const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

/** Calls back when the time has come, however far it is away; what it returns takes that back. */
export const at = (time: number, callBack: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const leftMs = Math.max(0, time - Date.now());
    timer = setTimeout(leftMs > MAX_TIMER_MS ? arm : callBack, Math.min(leftMs, MAX_TIMER_MS));
  };
  arm();
  return () => clearTimeout(timer);
};

/** Waits until `time`, in milliseconds since 1970, or rejects with the signal's reason. */
export const waitUntil = async (time: number, signal: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = at(time, resolve);
  try {
    await orAborted(promise, signal);
  } finally {
    cancel();
  }
};
