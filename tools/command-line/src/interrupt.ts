/** A terminal's Ctrl-C may come twice: from the terminal, and from the Nx that waits for this process. */
const SAME_KEY_PRESS_MS = 500;

/** Somebody's wish to stop, for as long as it is listened to. */
export interface Interrupt {
  /** Aborted by the first Ctrl-C, or `kill`. */
  signal: AbortSignal;
  release: () => void;
}

/**
 * Listens for Ctrl-C, so that a command can put right what it changed before it ends.
 *
 * @param force Called at the second Ctrl-C.
 *
 * @example
 * const interrupt = listenForInterrupt(() => process.exit(130));
 */
export function listenForInterrupt(force: () => void): Interrupt {
  const wish = new AbortController();
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt !== undefined && Date.now() - firstAt > SAME_KEY_PRESS_MS) force();
    firstAt ??= Date.now();
    wish.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: wish.signal,
    release: () => signals.forEach((signal) => process.off(signal, onSignal)),
  };
}
