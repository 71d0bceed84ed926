/** Files of the cloud that can't be read: broken, or in use by another process. */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(stateDir: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The state in ${stateDir} can't be opened: ${reason}`, { cause });
  }
}
