/** Somebody is at the same queue: two that receive from one would hide messages from each other. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}
