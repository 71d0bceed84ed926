import type { Guard } from '../domain/guard.ts';

/** The process ended here. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

type Call = (...args: never[]) => Promise<unknown>;
type Around = <T>(call: () => Promise<T>) => Promise<T>;

const wrapped = <Port extends object>(port: Port, around: Around): Port =>
  Object.fromEntries(
    Object.entries(port as Record<string, Call>).map(([name, call]) => [
      name,
      (...args: never[]) => around(() => call(...args)),
    ]),
  ) as Port;

/** A guard of whose calls somebody else decides when, and whether, they go on. */
export const withCalls = (guard: Guard, around: Around): Guard => ({
  ...guard,
  incidents: wrapped(guard.incidents, around),
  functions: wrapped(guard.functions, around),
  alarms: wrapped(guard.alarms, around),
  notices: wrapped(guard.notices, around),
});

/** Ends the process at its nth effect: before it for even numbers, right after it for odd ones. */
export function killedAt(n: number): Around {
  let effects = 0;
  let isDead = false;
  return async (call) => {
    const at = n - 2 * effects;
    effects += 1;
    if (isDead || at === 0) {
      isDead = true;
      throw new Killed();
    }
    const result = await call();
    if (at === 1) {
      isDead = true;
      throw new Killed();
    }
    return result;
  };
}
