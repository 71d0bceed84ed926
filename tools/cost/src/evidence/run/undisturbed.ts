/** Milliseconds that the wall clock may gain or lose on the steady one: more than setting it right ever takes. */
const TOLERANCE_MS = 250;
const MOST_TRIES = 3;

/** What undisturbed work is told by. */
export interface Clocks {
  wall: () => number;
  steady: () => number;
}

const system: Clocks = { wall: () => Date.now(), steady: () => performance.now() };

/**
 * Does work that measures, and does it again if the machine slept or was moved meanwhile: then the wall clock jumps,
 * what was under way waited for nothing of its own, and the times are worthless.
 *
 * @param onJump Told by how many milliseconds, before the work is done again.
 * @throws {Error} If it was disturbed every time.
 *
 * @example
 * await undisturbed(() => runVariant(variant, workload), (ms) => progress(`the clock jumped by ${ms} ms: again`));
 */
export async function undisturbed<T>(
  work: () => Promise<T>,
  onJump: (ms: number) => void,
  { wall, steady }: Clocks = system,
): Promise<T> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const before = wall() - steady();
    const result = await work();
    const jump = Math.round(wall() - steady() - before);
    if (Math.abs(jump) <= TOLERANCE_MS) return result;
    onJump(jump);
  }
  throw new Error('The clock of this machine jumped in every try: measure where it runs steadily');
}
