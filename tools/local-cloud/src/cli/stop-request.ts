/** A terminal's Ctrl-C reaches this process twice: from the terminal and from the `npm start` that waits for it. */
const SAME_KEY_PRESS_MS = 500;

export type StopRequest = {
  /** Settles with the reason when somebody wants the cloud to stop. */
  requested: Promise<string>;
};

/** Ctrl-C, `kill`, a closed terminal, or the end of the process that started this one; `onSecond` for the impatient. */
export const listenForStop = (onSecond: () => void): StopRequest => {
  let requestedAt: number | undefined;
  const requested = new Promise<string>((resolve) => {
    const request = (reason: string) => (): void => {
      if (requestedAt !== undefined && Date.now() - requestedAt > SAME_KEY_PRESS_MS) onSecond();
      requestedAt ??= Date.now();
      resolve(reason);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, request(signal));
    // setup.mjs keeps a channel open: when it is killed, nobody else would be left to stop the cloud.
    process.once('disconnect', request('npm start ended'));
  });
  return { requested };
};
