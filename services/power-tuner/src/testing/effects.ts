/** Where something outside of the process is about to be changed, or just was. */
export type Phase = 'before' | 'after';

/** Called around each effect of a fake; throws to play a process that dies there. */
export type OnEffect = (name: string, phase: Phase) => void | Promise<void>;

/** Performs an effect as seen by whoever may stop it. */
export async function performed<T>(onEffect: OnEffect, name: string, act: () => T): Promise<T> {
  await onEffect(name, 'before');
  const result = act();
  await onEffect(name, 'after');
  return result;
}
