import { type SQSClient } from '@aws-sdk/client-sqs';
import { type CloudContext } from '../../context.ts';
import { mappingInUse, mappingNotFound } from '../functions/errors.ts';
import { type FunctionRegistry } from '../function-registry.ts';
import { type EventSourceMapping } from '../types.ts';
import { startSqsPoller, type SqsPoller, type SqsPollerOptions } from './sqs-poller.ts';
import { openSqsQueue } from './sqs-queue.ts';

/** What Lambda's API lets callers change here. */
export type MappingChange = Partial<
  Pick<
    EventSourceMapping,
    'enabled' | 'batchSize' | 'maximumBatchingWindowS' | 'maximumConcurrency'
  >
>;

export type MappingState = 'Enabled' | 'Disabled' | 'Enabling' | 'Disabling' | 'Updating';

/** A mapping and what its poller is about. */
export type KnownMapping = EventSourceMapping & { state: MappingState };

/** The queue triggers of all functions; each enabled one has a poller. */
export type EventSourceMappings = {
  put(mapping: EventSourceMapping): Promise<void>;
  /** Begins a change; batches under way are finished first. Throws while another is under way. */
  change(uuid: string, change: MappingChange): KnownMapping;
  remove(uuid: string): Promise<void>;
  list(): KnownMapping[];
  stop(): Promise<void>;
};

export const createEventSourceMappings = (
  context: Pick<CloudContext, 'report'>,
  functions: Pick<FunctionRegistry, 'invoke'>,
  matchesPattern: SqsPollerOptions['matchesPattern'],
  pollerOf: (functionName: string) => SQSClient,
): EventSourceMappings => {
  type Entry = { mapping: EventSourceMapping; poller?: SqsPoller; state: MappingState };
  const mappings = new Map<string, Entry>();

  const remove = async (uuid: string): Promise<void> => {
    const removed = mappings.get(uuid);
    mappings.delete(uuid);
    await removed?.poller?.stop();
  };

  const start = (mapping: EventSourceMapping): SqsPoller =>
    startSqsPoller({
      mapping,
      queue: openSqsQueue(pollerOf(mapping.functionName), mapping.queueArn),
      matchesPattern,
      invoke: (functionName, payload) => functions.invoke(functionName, payload),
      onProblem: (message) => context.report('warn', mapping.functionName, message),
    });

  const settled = (mapping: EventSourceMapping): Entry => ({
    mapping,
    state: mapping.enabled ? 'Enabled' : 'Disabled',
    ...(mapping.enabled && { poller: start(mapping) }),
  });

  const known = ({ mapping, state }: Entry): KnownMapping => ({ ...mapping, state });

  return {
    remove,
    list: () => [...mappings.values()].map(known),
    change: (uuid, change) => {
      const before = mappings.get(uuid);
      if (!before) throw mappingNotFound();
      if (before.state.endsWith('ing')) throw mappingInUse(before.state);
      const mapping = { ...before.mapping, ...change };
      const isSwitched = mapping.enabled !== before.mapping.enabled;
      const switched = mapping.enabled ? 'Enabling' : 'Disabling';
      const changing: Entry = { ...before, mapping, state: isSwitched ? switched : 'Updating' };
      mappings.set(uuid, changing);
      const settle = async (): Promise<void> => {
        await before.poller?.stop();
        // Unless it was removed or put anew meanwhile.
        if (mappings.get(uuid) === changing) mappings.set(uuid, settled(mapping));
      };
      void settle();
      return known(changing);
    },
    put: async (mapping) => {
      // A pattern that can't be understood is told now, not at the first message.
      for (const pattern of mapping.filterPatterns) matchesPattern(pattern, {});
      const before = mappings.get(mapping.uuid);
      if (before && JSON.stringify(before.mapping) === JSON.stringify(mapping)) return;
      await remove(mapping.uuid);
      mappings.set(mapping.uuid, settled(mapping));
    },
    stop: async () => {
      await Promise.all([...mappings.keys()].map(remove));
    },
  };
};
