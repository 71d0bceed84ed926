import { sampleCost } from '@acado/tuning';
import type { Clients } from '../aws/clients.ts';
import { type Minutes, readCounters, readPuts } from '../aws/counters.ts';
import { readDeployed } from '../aws/deployed.ts';
import { readDepths } from '../aws/queue-depths.ts';
import { countersOf } from '../model/counters-of.ts';
import { createInvocations } from '../model/invocations.ts';
import { pipelineOf } from '../model/pipeline.ts';
import { busyFunctions, createRates } from '../model/rates.ts';
import { stateOf } from '../model/state.ts';
import type { Deployed, State } from '../model/types.ts';
import type { Outputs } from '../outputs.ts';
import { createLogTail } from './log-tail.ts';

/** Saving a source file changes what is deployed; this is how soon the page sees it. */
const DEPLOYED_FOR_MS = 10_000;

/** What goes on in a cloud, look by look. */
export function watchCloud(clients: Clients, outputs: Outputs) {
  let deployed: Deployed | undefined;
  let deployedAt = 0;
  const rates = createRates();
  const invocations = createInvocations((functionName, { billedMs, memoryMb }) => {
    const { architecture } = deployed?.functions.find(({ name }) => name === functionName) ?? {};
    if (architecture === undefined) return undefined;
    const pricing = { region: outputs.region, includeRequestPrice: true };
    return sampleCost({ billedMs }, { memoryMb, architecture }, pricing);
  });
  const tail = createLogTail(invocations);
  let counted: ReadonlyMap<string, Minutes> = new Map();
  let lately: string[] = [];

  /** Of functions that were invoked since the last look, and of the others once more: a log comes after its count. */
  const readLogs = async (counters: ReadonlyMap<string, Minutes>, now: number): Promise<void> => {
    const names = deployed?.functions.map(({ name }) => name) ?? [];
    const busy = busyFunctions(names, counted, counters);
    counted = counters;
    await Promise.all(
      [...new Set([...busy, ...lately])].map((name) => tail.readOn(clients, name, now)),
    );
    lately = busy;
  };

  return {
    invocations,
    look: async (now: number): Promise<State> => {
      if (!deployed || now - deployedAt > DEPLOYED_FOR_MS) {
        deployed = await readDeployed(clients, outputs);
        deployedAt = now;
      }
      const pipeline = pipelineOf(deployed);
      const [counters, depths, puts] = await Promise.all([
        readCounters(clients, countersOf(deployed, pipeline), now),
        readDepths(clients, deployed.queues),
        readPuts(outputs.awsEndpoint),
      ]);
      await readLogs(counters, now);
      for (const [bucket, count] of puts) counters.set(`bucket/${bucket}`, new Map([[0, count]]));
      const counts = rates.take(now, counters);
      return stateOf({ deployed, pipeline, counts, depths, invocations });
    },
  };
}
