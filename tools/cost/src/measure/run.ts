import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cloud, createCloud, type UsageSnapshot } from '@acado/local-cloud';
import { CommandError } from '../command.ts';
import { createOperator } from '../evidence/run/aws.ts';
import type { PackagedService } from '../estimate/template.ts';
import { parseReportLine } from '../measured/report-line.ts';
import { functionOfLogGroup } from '../measured/names.ts';
import type { FunctionReport } from '../measured/usage-lines.ts';
import { entriesOf, probe } from './probe.ts';
import type { Workload } from './workloads.ts';

/** What one run of a workload left behind. */
export interface RunRecord {
  events: number;
  reports: FunctionReport[];
  usage: UsageSnapshot;
  /** Entries by bus. */
  entries: Map<string, number>;
  /** Messages in it at the end, by name of the queue. */
  depths: Map<string, number>;
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

/** Nothing has happened for so long: nothing will. Longer than the rests between two steps of the pipeline. */
const QUIET_MS = 2_000;
const SETTLED_WITHIN_MS = 180_000;

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
  try {
    const probed = probe(services);
    cloud = await createCloud({
      services: [...folders, ...probed.stacks],
      directory,
      onLogLine: (logGroup, line) => {
        const report = parseReportLine(line);
        const functionName = functionOfLogGroup(logGroup);
        if (report && functionName !== undefined) collected.push({ functionName, report });
      },
    });
    const running = cloud;
    const settled = () => settle(running, () => collected.length, signal);
    const outputs = cloud.outputs();
    const run = async (index: number, count: number): Promise<RunRecord> => {
      collected.length = 0;
      running.resetUsage();
      await workload.send({ outputs, events: count, seed: seed + index, settled, signal });
      await settled();
      const usage = running.usage();
      return {
        events: count,
        reports: [...collected],
        usage,
        entries: entriesOf(usage, probed.buses),
        depths: await depthsOf(running),
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
    await cloud?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** URLs of queues that a function reads, by name. */
function queueUrls(cloud: Cloud): Map<string, { url: string; read: boolean }> {
  const outputs = cloud.outputs();
  const urls = new Map<string, { url: string; read: boolean }>();
  for (const { service, template } of cloud.stacks()) {
    const mappings = JSON.stringify(
      Object.values(template.Resources).filter(
        ({ Type }) => Type === 'AWS::Lambda::EventSourceMapping',
      ),
    );
    for (const [id, { Type }] of Object.entries(template.Resources)) {
      const url = outputs.services[service]?.resources[id];
      if (Type !== 'AWS::SQS::Queue' || url === undefined) continue;
      urls.set(url.split('/').at(-1)!, { url, read: mappings.includes(`"${id}"`) });
    }
  }
  return urls;
}

async function depthsOf(cloud: Cloud): Promise<Map<string, number>> {
  const operator = createOperator(cloud.outputs());
  try {
    const depths = new Map<string, number>();
    for (const [name, { url }] of queueUrls(cloud)) depths.set(name, await operator.depth(url));
    return depths;
  } finally {
    operator.close();
  }
}

/** Waits until every queue that a function reads is empty and no function has ended for a while. */
async function settle(cloud: Cloud, ended: () => number, signal: AbortSignal): Promise<void> {
  const operator = createOperator(cloud.outputs());
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  const urls = [...queueUrls(cloud).values()].filter(({ read }) => read);
  let quietSince = Date.now();
  let seen = ended();
  try {
    while (Date.now() - quietSince < QUIET_MS) {
      if (Date.now() > deadline)
        throw new CommandError(`The queues are not empty after ${SETTLED_WITHIN_MS / 1000} s`, 1);
      await delay(200, undefined, { signal });
      const depths = await Promise.all(urls.map(({ url }) => operator.depth(url)));
      if (ended() !== seen || depths.some((depth) => depth > 0)) quietSince = Date.now();
      seen = ended();
    }
  } finally {
    operator.close();
  }
}
