import { type SQSClient } from '@aws-sdk/client-sqs';
import { type CloudContext } from '../../context.ts';
import { type FunctionRegistry } from '../function-registry.ts';
import { type EventSourceMapping } from '../types.ts';
import { startSqsPoller, type SqsPoller, type SqsPollerOptions } from './sqs-poller.ts';
import { openSqsQueue } from './sqs-queue.ts';

/** The queue triggers of all functions; each enabled one has a poller. */
export type EventSourceMappings = {
  put(mapping: EventSourceMapping): Promise<void>;
  remove(uuid: string): Promise<void>;
  list(): EventSourceMapping[];
  stop(): Promise<void>;
};

export const createEventSourceMappings = (
  context: Pick<CloudContext, 'report'>,
  functions: Pick<FunctionRegistry, 'invoke'>,
  matchesPattern: SqsPollerOptions['matchesPattern'],
  pollerOf: (functionName: string) => SQSClient,
): EventSourceMappings => {
  const mappings = new Map<string, { mapping: EventSourceMapping; poller?: SqsPoller }>();

  const remove = async (uuid: string): Promise<void> => {
    const known = mappings.get(uuid);
    mappings.delete(uuid);
    await known?.poller?.stop();
  };

  return {
    remove,
    list: () => [...mappings.values()].map(({ mapping }) => mapping),
    put: async (mapping) => {
      // A pattern that can't be understood is told now, not at the first message.
      for (const pattern of mapping.filterPatterns) matchesPattern(pattern, {});
      const known = mappings.get(mapping.uuid);
      if (known && JSON.stringify(known.mapping) === JSON.stringify(mapping)) return;
      await remove(mapping.uuid);
      const start = () =>
        startSqsPoller({
          mapping,
          queue: openSqsQueue(pollerOf(mapping.functionName), mapping.queueArn),
          matchesPattern,
          invoke: (functionName, payload) => functions.invoke(functionName, payload),
          onProblem: (message) => context.report('warn', mapping.functionName, message),
        });
      mappings.set(mapping.uuid, { mapping, ...(mapping.enabled && { poller: start() }) });
    },
    stop: async () => {
      await Promise.all([...mappings.keys()].map(remove));
    },
  };
};
