import { CommandError } from '@acado/command-line';
import type { Cloud, Contents, Stack, StackResource } from './ports.ts';
import type { Service } from './services.ts';

/** Something with data in it. */
export interface Holding {
  kind: 'bucket' | 'table' | 'queue' | 'dead-letter queue';
  name: string;
  contents: Contents;
  isRetained: boolean;
}

/** A stack that is to go, with all that goes with it. */
export interface Doomed {
  /** Of its service; of a stack without one its own name. */
  key: string;
  stack: Stack;
  resources: StackResource[];
  holdings: Holding[];
  /** Keys of those that go first. */
  before: string[];
}

interface Selection {
  stage: string;
  /** Keys of services; all without a list. */
  only: readonly string[] | undefined;
}

/**
 * What a removal would remove, in order: whoever uses something goes before it.
 *
 * @throws {CommandError} for a service that there is not, or whose stack others still need.
 */
export async function takeInventory(
  { stage, only }: Selection,
  services: readonly Service[],
  { stacks, data }: Cloud,
): Promise<Doomed[]> {
  const unknown = only?.find((key) => !services.some((service) => service.key === key));
  if (unknown !== undefined)
    throw new CommandError(
      `--service: there is no "${unknown}"; there are ${services.map(({ key }) => key).join(', ')}`,
    );
  const named = await stacks.list(
    (name) => name.startsWith('acado-') && name.endsWith(`-${stage}`),
  );
  // The end of a name could be a part of another stage's: `my-dev` ends like `dev`.
  const found = named.filter(({ tags }) => (tags['Stage'] ?? stage) === stage);
  const ofServices = services.flatMap((service) => {
    const stack = found.find(({ name }) => name === `${service.name}-${stage}`);
    return stack ? [{ key: service.key, before: service.before, stack }] : [];
  });
  // Of services that the repository no longer has; nobody knows what they use, so they go first.
  const orphans = found
    .filter(({ tags }) => tags['Application'] === 'acado' && tags['Stage'] === stage)
    .filter((stack) => !ofServices.some((other) => other.stack.name === stack.name))
    .map((stack) => ({ key: stack.name, before: [] as string[], stack }));

  for (const { key, before } of ofServices) {
    const needing = before.filter((other) => ofServices.some((each) => each.key === other));
    const kept = needing.filter((other) => only?.includes(key) && !only.includes(other));
    if (kept.length > 0)
      throw new CommandError(
        `${kept.join(', ')} still ${kept.length > 1 ? 'need' : 'needs'} ${key}: --service ${[...kept, key].join(',')}`,
      );
  }
  const chosen = ofServices
    .filter(({ key }) => only === undefined || only.includes(key))
    .map((each) => ({ ...each, before: [...each.before, ...orphans.map(({ key }) => key)] }));
  const list = inOrder([...(only === undefined ? orphans : []), ...chosen]);

  return Promise.all(
    list.map(async (each) => {
      const resources = await stacks.resourcesOf(each.stack.name);
      return { ...each, resources, holdings: await holdingsOf(resources, data) };
    }),
  );
}

function inOrder<Each extends { key: string; before: string[] }>(all: Each[]): Each[] {
  const left = [...all];
  const sorted: Each[] = [];
  while (left.length > 0) {
    const free = left.findIndex(({ before }) => !left.some(({ key }) => before.includes(key)));
    sorted.push(...left.splice(Math.max(free, 0), 1));
  }
  return sorted;
}

async function holdingsOf(resources: StackResource[], data: Cloud['data']): Promise<Holding[]> {
  const found = await Promise.all(
    resources.map(async ({ type, physicalId, isRetained }): Promise<Holding | undefined> => {
      if (physicalId === undefined) return undefined;
      const holding = async (
        kind: Holding['kind'],
        contents: Promise<Contents | undefined>,
        name = physicalId,
      ) => {
        const known = await contents;
        return known && { kind, name, contents: known, isRetained };
      };
      if (type === 'AWS::S3::Bucket') return holding('bucket', data.bucket(physicalId));
      if (type === 'AWS::DynamoDB::Table') return holding('table', data.table(physicalId));
      if (type !== 'AWS::SQS::Queue') return undefined;
      const name = physicalId.split('/').at(-1) ?? physicalId;
      const kind = name.endsWith('-dlq') ? 'dead-letter queue' : 'queue';
      return holding(kind, data.queue(physicalId), name);
    }),
  );
  return found.filter((holding) => holding !== undefined);
}
