import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, createCloud, type UsageSnapshot } from '@acado/local-cloud';
import { parseReport } from '@acado/tuning';
import type { PackagedService } from '../estimate/template.ts';
import { functionOfLogGroup } from '../measured/names.ts';
import type { FunctionReport } from '../measured/usage-lines.ts';
import { entriesOf, probe } from './probe.ts';
import { between, type MessageCounts, watchQueues } from './queues.ts';
import type { Workload } from './workloads.ts';

/** What one run of a workload left behind. */
export interface RunRecord {
  events: number;
  reports: FunctionReport[];
  usage: UsageSnapshot;
  /** Entries by bus. */
  entries: Map<string, number>;
  /** By name of the queue. */
  messages: Map<string, MessageCounts>;
}

/** How often, and how much. */
export interface RunOptions {
  runs: number;
  events: number;
  seed: number;
  /** Packaged services, and their folders. */
  services: readonly PackagedService[];
  folders: readonly string[];
  progress: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Runs a workload several times on one local cloud, after a run that only warms it up.
 *
 * @returns The runs, and the REPORT lines of the first one, which has the cold starts.
 */
export async function runWorkload(
  workload: Workload,
  { runs, events, seed, services, folders, progress, signal }: RunOptions,
): Promise<{ records: RunRecord[]; warmUp: FunctionReport[] }> {
  const directory = await mkdtemp(join(tmpdir(), 'cost-measure-'));
  const collected: FunctionReport[] = [];
  let cloud: Cloud | undefined;
  let queues: ReturnType<typeof watchQueues> | undefined;
  try {
    const probed = probe(services);
    cloud = await createCloud({
      services: [...folders, ...probed.stacks],
      directory,
      onLogLine: (logGroup, line) => {
        const report = parseReport(line);
        const functionName = functionOfLogGroup(logGroup);
        if (report && functionName !== undefined) collected.push({ functionName, report });
      },
    });
    const running = cloud;
    const watched = watchQueues(running);
    queues = watched;
    const settled = () => watched.settled(() => collected.length, signal);
    const outputs = cloud.outputs();
    const run = async (index: number, count: number): Promise<RunRecord> => {
      collected.length = 0;
      running.resetUsage();
      const before = await watched.counts();
      await workload.send({ outputs, events: count, seed: seed + index, settled, signal });
      await settled();
      const usage = running.usage();
      return {
        events: count,
        reports: [...collected],
        usage,
        entries: entriesOf(usage, probed.buses),
        messages: between(before, await watched.counts()),
      };
    };
    progress(`warming up ${workload.services.join(', ')} …`);
    const { reports: warmUp } = await run(0, Math.ceil(events / 4));
    const records: RunRecord[] = [];
    for (let index = 1; index <= runs; index += 1) {
      progress(`run ${index} of ${runs}: ${events} ${workload.event}s …`);
      records.push(await run(index, events));
    }
    return { records, warmUp };
  } finally {
    queues?.close();
    await cloud?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
