import { cpuShare } from '../../src/lambda/cpu/cpu-quota.ts';
import { awsDurationMs, awsShortRequest } from '../../src/lambda/cpu/testing/aws-short-request.ts';
import { type Bed, type Event } from './bed.ts';
import { mean, median, quietOnes, type Run } from './quiet.ts';

export type Line = {
  function: string;
  memoryMb: number;
  durationMs: number;
  expectedMs: number;
  /** Of the duration from what is expected of it, as a part of that. */
  deviation: number;
  allowed: number;
  /** Used by the function, on the average. */
  cpuMs: number;
  runs: number;
  /** Runs that were disturbed. */
  discarded: number;
};

export type Case = {
  name: string;
  /** Of work, with a whole vCPU. */
  cpuMs: number;
  /** To fetch one after the other, before the work. */
  urls?: string[];
  /** Runs that count. */
  runs: number;
  /** Of the CPU time that the work takes with a whole vCPU. */
  expectedMs: (memoryMb: number, work: { cpuMs: number; ioMs: number }) => number;
  allowed: number;
};

export type Options = { sizes: number[]; shortSizes: number[]; runs: number; shortRuns: number };

const patience = 6;

/** Rounds of the loop per ms of a whole vCPU, now: a core is not as fast at one moment as at another. */
const speedOf = async (bed: Bed): Promise<number> => {
  const rounds = 500;
  const used: number[] = [];
  for (let run = 0; run < 9; run++) used.push((await bed.run(1769, { rounds })).cpuMs);
  return rounds / median(used);
};

export const casesOf = (bed: Bed, { runs, shortRuns }: Options): Case[] => {
  const proportional: Pick<Case, 'expectedMs' | 'allowed' | 'runs'> = {
    expectedMs: (memoryMb, work) => work.ioMs + work.cpuMs / cpuShare(memoryMb),
    ...{ runs, allowed: 0.1 },
  };
  return [
    { name: 'CPU-bound', cpuMs: 220, ...proportional },
    { name: 'I/O-bound', cpuMs: 0, urls: [bed.urlOf(400)], ...proportional },
    { name: 'mixed', cpuMs: 120, urls: [bed.urlOf(120)], ...proportional },
    {
      name: 'short request',
      cpuMs: awsShortRequest.cpuMs,
      runs: shortRuns,
      expectedMs: (memoryMb) => awsDurationMs('medianMs', memoryMb),
      allowed: 0.15,
    },
  ];
};

/**
 * All sizes in turn, and the work measured out anew at each, so that an hour in which the machine is slower spoils none of
 * them alone.
 */
export const measure = async (
  bed: Bed,
  { name, cpuMs, urls = [], runs, expectedMs, allowed }: Case,
  sizes: number[],
  onProgress: (text: string) => void,
): Promise<Line[]> => {
  const taken = new Map<number, Run[]>(sizes.map((size) => [size, []]));
  const eventNow = async (): Promise<Event> => ({
    rounds: Math.round(cpuMs * (await speedOf(bed))),
    urls,
  });
  const first = await eventNow();
  for (const size of sizes) for (let count = 0; count < 2; count++) await bed.run(size, first);
  const usualCpu = (): number =>
    cpuMs || median([...taken.values()].flat().map((run) => run.cpuMs));
  const quiet = (size: number): Run[] => quietOnes(taken.get(size) ?? [], usualCpu());
  for (let turn = 1; turn <= runs * patience; turn++) {
    const missing = sizes.filter((size) => quiet(size).length < runs);
    if (missing.length === 0) break;
    onProgress(`${name}: turn ${turn}, ${missing.length} of ${sizes.length} sizes to go`);
    const event = await eventNow();
    for (const size of missing) taken.get(size)?.push(await bed.run(size, event));
  }
  const reference = quiet(Math.max(...sizes));
  const work = {
    cpuMs: mean(reference.map(({ cpuMs }) => cpuMs)),
    ioMs: mean(reference.map(({ ioMs }) => ioMs)),
  };
  return sizes.map((memoryMb) => {
    const counted = quiet(memoryMb).slice(0, runs);
    const durationMs = median(counted.map((run) => run.durationMs));
    const expected = expectedMs(memoryMb, work);
    return {
      ...{ function: name, memoryMb, durationMs, expectedMs: expected },
      ...{ deviation: durationMs / expected - 1, allowed, runs: counted.length },
      cpuMs: mean(counted.map(({ cpuMs }) => cpuMs)),
      discarded: (taken.get(memoryMb)?.length ?? 0) - counted.length,
    };
  });
};
