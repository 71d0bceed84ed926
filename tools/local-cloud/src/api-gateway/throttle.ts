/** API Gateway's token bucket: `rateLimit` requests per second on average, `burstLimit` at once. `false`: refuse. */
export const createThrottle = (
  limits: { burstLimit: number; rateLimit: number } | undefined,
  now: () => number = () => performance.now(),
): (() => boolean) => {
  if (!limits) return () => true;
  const { burstLimit, rateLimit } = limits;
  let tokens = burstLimit;
  let filledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(burstLimit, tokens + ((at - filledAt) / 1000) * rateLimit);
    filledAt = at;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
};
