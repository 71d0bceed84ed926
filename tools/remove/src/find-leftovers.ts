import type { Doomed } from './inventory.ts';
import type { Cloud, Leftover } from './ports.ts';
import type { Service } from './services.ts';

interface Scope {
  stage: string;
  /** Keys of services; all without a list. */
  only: readonly string[] | undefined;
  services: readonly Service[];
  /** Stacks that are removed, or were. */
  doomed: readonly Doomed[];
}

/** What is there of stacks that are not there: retained on purpose, or written by a function at its end. */
export async function findLeftovers(
  { stage, only, services, doomed }: Scope,
  { stacks, leftovers }: Cloud,
): Promise<Leftover[]> {
  const names = new Set([
    ...services
      .filter(({ key }) => only === undefined || only.includes(key))
      .map(({ name }) => `${name}-${stage}`),
    ...doomed.map(({ stack }) => stack.name),
  ]);
  const there = await stacks.list((name) => names.has(name));
  for (const { name } of there) names.delete(name);
  return names.size === 0 ? [] : leftovers.find([...names].map((name) => `${name}-`));
}
