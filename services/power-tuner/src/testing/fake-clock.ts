import type { Clock } from '../domain/ports.ts';

/** Time that passes only when somebody waits. */
export const createFakeClock = (start = Date.parse('2026-01-01T00:00:00Z')): Clock => {
  let now = start;
  return {
    now: () => now,
    sleep: async (ms) => void (now += ms),
  };
};
