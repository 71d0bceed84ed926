import { exchange } from './exchange.ts';
import type { ClosedModel, Load, Remainder } from './model.ts';

/** Runs N users side by side until the time is over and their last answers are there. */
export async function runClosed(model: ClosedModel, load: Load): Promise<Remainder> {
  const { clock, signal } = load;
  const startedAt = clock.now();
  const endsAt = startedAt + model.durationMs;
  let working = 0;
  const changeUsers = (by: number): void => load.onUsers((working += by));

  const user = async (index: number): Promise<void> => {
    await clock.sleepUntil(startedAt + (index * model.rampUpMs) / model.users, signal);
    const sender = load.connect();
    const onAbort = (): void => sender.close();
    signal.addEventListener('abort', onAbort);
    changeUsers(1);
    while (clock.now() < endsAt && !signal.aborted) {
      await exchange(load, sender, clock.now());
      if (model.thinkTimeMs > 0)
        await clock.sleepUntil(Math.min(endsAt, clock.now() + model.thinkTimeMs), signal);
    }
    changeUsers(-1);
    signal.removeEventListener('abort', onAbort);
    sender.close();
  };
  await Promise.all(Array.from({ length: model.users }, (_, index) => user(index)));
  return { unsent: 0 };
}
