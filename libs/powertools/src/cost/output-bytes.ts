/** CloudWatch Logs adds these to each event; a line is one, and is written at once. */
const EVENT_BYTES = 26;

/** What was written to stdout and stderr since the last time it was taken. */
let bytes = 0;
let counted = false;

const size = (chunk: unknown, encoding: unknown): number =>
  typeof chunk === 'string'
    ? Buffer.byteLength(chunk, encoding === 'base64' ? 'base64' : 'utf8')
    : chunk instanceof Uint8Array
      ? chunk.byteLength
      : 0;

/**
 * Counts from now on what the process writes to its log, whoever writes it: Powertools has a console of its own on
 * these two streams.
 */
export const countOutput = (): void => {
  if (counted) return;
  counted = true;
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
    stream.write = (...args: unknown[]): boolean => {
      bytes += size(args[0], args[1]) + EVENT_BYTES;
      return write(...args);
    };
  }
};

/** Bytes that were billed for what was written since the last call. */
export const takeOutputBytes = (): number => {
  const taken = bytes;
  bytes = 0;
  return taken;
};
