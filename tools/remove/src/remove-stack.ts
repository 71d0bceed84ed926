import { setTimeout as sleep } from 'node:timers/promises';
import type { Doomed } from './inventory.ts';
import type { Cloud } from './ports.ts';

/** What became of a stack. */
export type Outcome =
  | { result: 'removed'; objects: number }
  | { result: 'failed' | 'skipped' | 'interrupted'; reason: string };

export interface Progress {
  /** Something happened to a stack. */
  say(stack: string, text: string): void;
  /** A resource of a stack is gone; how many of how many are. */
  count(stack: string, resource: string, gone: number, all: number): void;
}

export interface Removing {
  cloud: Cloud;
  progress: Progress;
  signal: AbortSignal;
  /** Milliseconds between two looks at a stack. */
  pollMs: number;
}

/** What works on while it is deleted may fill a bucket again. */
const ATTEMPTS = 3;

/** Empties a stack's buckets, deletes it and waits for its end. */
export async function removeStack(
  { stack, resources, holdings }: Doomed,
  removing: Removing,
): Promise<Outcome> {
  const { cloud, progress, signal } = removing;
  if (stack.isProtected)
    return failed(
      `termination protection is on: aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stack.name}`,
    );
  if (/^(?!DELETE|REVIEW).*_IN_PROGRESS$/.test(stack.status))
    return failed(`it is ${stack.status}: wait for its end and repeat`);
  const buckets = holdings.filter(({ kind, isRetained }) => kind === 'bucket' && !isRetained);
  const eventIds = async () => (await cloud.stacks.eventsOf(stack.id)).map(({ id }) => id);
  const earlier = new Set(await eventIds());
  const seen = new Set(earlier);
  let objects = 0;
  let isUnderWay = stack.status === 'DELETE_IN_PROGRESS';
  for (let attempt = 1; ; attempt++) {
    if (!isUnderWay) {
      for (const { name } of buckets) {
        const emptied = signal.aborted ? 0 : await cloud.data.empty(name, signal);
        if (emptied > 0) progress.say(stack.name, `emptied ${name} (${emptied} objects)`);
        objects += emptied;
      }
      if (signal.aborted)
        return { result: 'interrupted', reason: `only ${objects} objects of its buckets are gone` };
      await cloud.stacks.delete(stack.name);
      progress.say(stack.name, 'deleting');
    }
    const status = await untilGone(stack, seen, resources.length, removing);
    if (status === undefined)
      return { result: 'interrupted', reason: 'AWS goes on deleting it: repeat to see its end' };
    if (status === 'DELETE_COMPLETE') return { result: 'removed', objects };
    isUnderWay = false;
    const left = await cloud.stacks.resourcesOf(stack.name);
    const refilled = left.some(
      ({ type, status: state }) => type === 'AWS::S3::Bucket' && state === 'DELETE_FAILED',
    );
    if (!refilled || attempt === ATTEMPTS) return failed(await reasonOf(stack.id, earlier, cloud));
    progress.say(stack.name, 'a bucket was filled meanwhile: once more');
  }
}

const failed = (reason: string): Outcome => ({ result: 'failed', reason });

/** Waits until a stack is deleted or is not to be; shows what happens meanwhile. */
async function untilGone(
  { name, id }: Doomed['stack'],
  seen: Set<string>,
  all: number,
  { cloud, progress, signal, pollMs }: Removing,
): Promise<string | undefined> {
  const gone = new Set<string>();
  while (!signal.aborted) {
    const status = (await cloud.stacks.statusOf(id)) ?? 'DELETE_COMPLETE';
    for (const event of (await cloud.stacks.eventsOf(id)).toReversed()) {
      if (seen.has(event.id) || event.type === 'AWS::CloudFormation::Stack') continue;
      seen.add(event.id);
      if (/^DELETE_(COMPLETE|SKIPPED)$/.test(event.status)) {
        gone.add(event.logicalId);
        progress.count(name, `${event.type} ${event.logicalId}`, gone.size, all);
      } else if (event.status === 'DELETE_FAILED')
        progress.say(name, `${event.type} ${event.logicalId}: ${event.reason ?? 'failed'}`);
    }
    if (status !== 'DELETE_IN_PROGRESS') return status;
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** @param earlier Ids of the events of earlier attempts. */
async function reasonOf(
  id: string,
  earlier: ReadonlySet<string>,
  { stacks }: Cloud,
): Promise<string> {
  const events = await stacks.eventsOf(id);
  const reasons = events
    .filter(
      ({ id: event, status, type }) =>
        !earlier.has(event) && status === 'DELETE_FAILED' && type !== 'AWS::CloudFormation::Stack',
    )
    .map(({ logicalId, reason }) => `${logicalId}: ${reason ?? 'no reason given'}`);
  return [...new Set(reasons)].join('; ') || 'DELETE_FAILED';
}
