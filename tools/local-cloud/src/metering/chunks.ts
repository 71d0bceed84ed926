export const CHUNK_BYTES = 64 * 1024;

/** Chunks that `bytes` are billed as; even nothing is one. */
export const chunksOf = (bytes: number, chunkBytes = CHUNK_BYTES): number =>
  Math.max(1, Math.ceil(bytes / chunkBytes));
