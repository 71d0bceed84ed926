/** A terminal's Ctrl-C reaches this process twice: from the terminal and from the `npm start` that waits for it. */
const SAME_KEY_PRESS_MS = 500;

export type StopRequest = {
  /** Settles when somebody wants the cloud to stop. */
  requested: Promise<void>;
  isRequested: () => boolean;
};

/** Ctrl-C, `kill`, a closed terminal, or the end of the process that started this one; `onSecond` for the impatient. */
export const listenForStop = (onSecond: () => void): StopRequest => {
  let requestedAt: number | undefined;
  const requested = new Promise<void>((resolve) => {
    const request = (): void => {
      if (requestedAt !== undefined && Date.now() - requestedAt > SAME_KEY_PRESS_MS) onSecond();
      requestedAt ??= Date.now();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
    // setup.mjs keeps a channel open: when it is killed, nobody would be left to stop the cloud.
    process.once('disconnect', request);
  });
  return { requested, isRequested: () => requestedAt !== undefined };
};
