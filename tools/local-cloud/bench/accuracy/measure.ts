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
  event: Event;
  /** Runs that count. */
  runs: number;
  /** Of the CPU time that the work takes with a whole vCPU. */
  expectedMs: (memoryMb: number, work: { cpuMs: number; ioMs: number }) => number;
  allowed: number;
};

export type Options = { sizes: number[]; shortSizes: number[]; runs: number; shortRuns: number };

const patience = 6;

/** Rounds of the loop that take so long with a whole vCPU. */
const roundsOf = async (bed: Bed, durationMs: number): Promise<number> => {
  let rounds = 500;
  for (let attempt = 0; attempt < 4; attempt++) {
    const durations: number[] = [];
    for (let run = 0; run < 15; run++) durations.push((await bed.run(1769, { rounds })).durationMs);
    rounds = Math.max(1, Math.round((rounds * durationMs) / median(durations)));
  }
  return rounds;
};

export const casesOf = async (bed: Bed, { runs, shortRuns }: Options): Promise<Case[]> => {
  const { cpuMs } = awsShortRequest;
  const short = await roundsOf(bed, cpuMs);
  const proportional: Pick<Case, 'expectedMs' | 'allowed' | 'runs'> = {
    expectedMs: (memoryMb, work) => work.ioMs + work.cpuMs / cpuShare(memoryMb),
    ...{ runs, allowed: 0.1 },
  };
  const rounds = (ms: number): number => Math.round((short / cpuMs) * ms);
  return [
    { name: 'CPU-bound', event: { rounds: rounds(250) }, ...proportional },
    { name: 'I/O-bound', event: { urls: [bed.urlOf(400)] }, ...proportional },
    { name: 'mixed', event: { rounds: rounds(120), urls: [bed.urlOf(120)] }, ...proportional },
    {
      name: 'short request',
      event: { rounds: short },
      runs: shortRuns,
      expectedMs: (memoryMb) => awsDurationMs('medianMs', memoryMb),
      allowed: 0.15,
    },
  ];
};

/** All sizes in turn, so that an hour in which the machine is slower spoils none of them alone. */
export const measure = async (
  bed: Bed,
  { name, event, runs, expectedMs, allowed }: Case,
  sizes: number[],
  onProgress: (text: string) => void,
): Promise<Line[]> => {
  const taken = new Map<number, Run[]>(sizes.map((size) => [size, []]));
  for (const size of sizes) for (let count = 0; count < 2; count++) await bed.run(size, event);
  const usualCpu = (): number => median([...taken.values()].flat().map(({ cpuMs }) => cpuMs));
  const quiet = (size: number): Run[] => quietOnes(taken.get(size) ?? [], usualCpu());
  for (let turn = 1; turn <= runs * patience; turn++) {
    const missing = sizes.filter((size) => quiet(size).length < runs);
    if (missing.length === 0) break;
    onProgress(`${name}: turn ${turn}, ${missing.length} of ${sizes.length} sizes to go`);
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
