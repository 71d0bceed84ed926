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
  const prefixes = [...names].map((name) => `${name}-`);
  const found = prefixes.length === 0 ? [] : await leftovers.find(prefixes);
  return found.filter((each) => isOf(stage, prefixes, each));
}

/**
 * The name alone could be one of another stage: `acado-worker-b-dev-2-orders` begins like those of dev. Ours are tagged,
 * but for log groups that a function wrote after its stack was gone, which end with the function's key.
 */
function isOf(
  stage: string,
  prefixes: readonly string[],
  { kind, name, ...tags }: Leftover,
): boolean {
  const own = name.split('/').at(-1) ?? name;
  const rest = prefixes.flatMap((prefix) =>
    own.startsWith(prefix) ? own.slice(prefix.length) : [],
  );
  if (tags.stage !== undefined) return rest.length > 0 && tags.stage === stage;
  return kind === 'log group' && rest.some((key) => /^\w+$/.test(key));
}
