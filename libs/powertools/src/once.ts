/**
 * Runs a factory at the first call and remembers what it made; a failure is not remembered, so the next call tries
 * again.
 *
 * @example
 * const publicKey = once(() => fetchPublicKey());
 * await publicKey();
 */
export function once<T>(make: () => T | Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= Promise.resolve()
      .then(make)
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      });
    return made;
  };
}
