import * as z from 'zod/mini';
import type { Ask } from '../domain/ports.ts';

/** Asks over HTTP, follows no redirect, and gives up after `timeoutMs`. */
export const createAsk =
  (timeoutMs: number): Ask =>
  async ({ url, ...request }) => {
    try {
      const response = await fetch(url, {
        ...{ ...request, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) },
      });
      // An answer is there when its last byte is.
      await response.arrayBuffer();
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
      };
    } catch (error) {
      throw new Error(reasonOf(error, timeoutMs), { cause: error });
    }
  };

/** What fetch says itself is that it failed; why is the cause. */
const thrownSchema = z.object({
  name: z.string(),
  message: z.string(),
  cause: z.catch(z.optional(z.object({ message: z.string() })), undefined),
});

function reasonOf(error: unknown, timeoutMs: number): string {
  const { data } = thrownSchema.safeParse(error);
  if (data?.name === 'TimeoutError') return `No answer within ${timeoutMs} ms`;
  return data?.cause?.message ?? data?.message ?? String(error);
}
