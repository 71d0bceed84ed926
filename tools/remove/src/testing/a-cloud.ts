import type { Cloud, Leftover, StackEvent, StackResource } from '../ports.ts';

/** How a stack of the fake behaves. */
export interface FakeStack {
  status?: string;
  isProtected?: boolean;
  tags?: Record<string, string>;
  resources?: Partial<StackResource>[];
  /** Resources that can not be deleted, with the reason; `times` after which they can. */
  stuck?: { logicalId: string; reason: string; times?: number };
}

/** An AWS with these stacks, by name, that deletes each at the second look, and remembers what was asked of it. */
export function aCloud(
  stacks: Record<string, FakeStack>,
  data: {
    objects?: Record<string, number>;
    leftovers?: Leftover[];
    /** A leftover that can not be removed. */
    stuck?: string;
  } = {},
) {
  const calls: string[] = [];
  const objects = { ...data.objects };
  const leftovers = [...(data.leftovers ?? [])];
  const failures = new Map<string, number>();
  const events = new Map<string, StackEvent[]>();
  const states = new Map(
    Object.entries(stacks).map(([name, { status = 'UPDATE_COMPLETE' }]) => [name, status]),
  );
  const looks = new Map<string, number>();
  const nameOf = (id: string) => id.replace(/^id-/, '');
  const resourcesOf = (name: string): StackResource[] =>
    (stacks[name]?.resources ?? []).map((resource, index) => ({
      ...{ logicalId: `Resource${index}`, type: 'AWS::Lambda::Function' },
      ...{ physicalId: `${name}-${index}`, status: 'CREATE_COMPLETE', isRetained: false },
      ...resource,
      ...(states.get(name) === 'DELETE_FAILED' &&
        stacks[name]?.stuck?.logicalId === resource.logicalId && { status: 'DELETE_FAILED' }),
    }));
  const note = (name: string, logicalId: string, status: string, reason?: string) => {
    const list = events.get(name) ?? [];
    const id = `${name}-${list.length}`;
    events.set(name, [{ id, logicalId, type: 'AWS::Some::Type', status, reason }, ...list]);
  };
  const finish = (name: string) => {
    const { stuck } = stacks[name]!;
    const failed = failures.get(name) ?? 0;
    const isStuck = stuck !== undefined && failed < (stuck.times ?? Infinity);
    for (const { logicalId } of resourcesOf(name))
      if (logicalId === stuck?.logicalId && isStuck)
        note(name, logicalId, 'DELETE_FAILED', stuck.reason);
      else note(name, logicalId, 'DELETE_COMPLETE');
    failures.set(name, failed + 1);
    states.set(name, isStuck ? 'DELETE_FAILED' : 'DELETE_COMPLETE');
  };
  const cloud: Cloud = {
    stacks: {
      list: async (isOurs) =>
        [...states]
          .filter(([name, status]) => status !== 'DELETE_COMPLETE' && isOurs(name))
          .map(([name, status]) => ({
            ...{ name, id: `id-${name}`, status, tags: stacks[name]?.tags ?? {} },
            isProtected: stacks[name]?.isProtected ?? false,
          })),
      resourcesOf: async (name) => resourcesOf(name),
      delete: async (name) => {
        calls.push(`delete ${name}`);
        states.set(name, 'DELETE_IN_PROGRESS');
        looks.set(name, 0);
      },
      statusOf: async (id) => {
        const name = nameOf(id);
        const look = (looks.get(name) ?? 0) + 1;
        looks.set(name, look);
        if (states.get(name) === 'DELETE_IN_PROGRESS' && look > 1) finish(name);
        return states.get(name);
      },
      eventsOf: async (id) => events.get(nameOf(id)) ?? [],
    },
    data: {
      bucket: async (name) => ({ count: objects[name] ?? 0, bytes: 1500 }),
      table: async () => ({ count: 12, bytes: 0 }),
      queue: async () => ({ count: 1 }),
      empty: async (bucket) => {
        calls.push(`empty ${bucket}`);
        const found = objects[bucket] ?? 0;
        delete objects[bucket];
        return found;
      },
    },
    leftovers: {
      find: async (prefixes) =>
        leftovers.filter(({ name }) => prefixes.some((prefix) => name.includes(prefix))),
      remove: async (leftover) => {
        calls.push(`remove ${leftover.name}`);
        if (data.stuck === leftover.name) throw new Error('deletion protection is on');
        leftovers.splice(leftovers.indexOf(leftover), 1);
        return true;
      },
    },
  };
  return { cloud, calls };
}
