/** Repeats `check` until it returns something; past the deadline the last failure is thrown. */
export async function eventually<Result>(
  what: string,
  check: () => Promise<Result | undefined>,
  timeoutMs = 30_000,
): Promise<Result> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result !== undefined) return result;
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
