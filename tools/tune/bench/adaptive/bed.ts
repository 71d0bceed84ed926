import { createCloud } from '@acado/local-cloud';
import { aFunction, aRole, MEASURED_FUNCTION, writePackage } from '@acado/local-cloud/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readInputFile } from '../../src/run/input-files.ts';
import { withoutTriggers } from '../../src/run/local-target.ts';
import { findService } from '../../src/run/service.ts';
import { findTuner, type Tuner } from '../../src/run/tuner.ts';
import type { Subject } from './compare.ts';

/** A cloud with the functions that are tuned. */
export interface Bed {
  tuner: Tuner;
  /** @throws If there is no function of a name. */
  subjects: (names: readonly string[]) => Subject[];
  close: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '../../../..');
const region = 'us-east-1';
const FUNCTIONS = ['cpu', 'io', 'mixed'];
/** CPU time of an invocation at a whole vCPU, ms. Of mixed it is short beside the wait: else two sizes cost just 5 % apart. */
const CPU_MS = { cpu: 200, mixed: 60 };
/** What io and mixed wait for, ms. */
const IO_MS = 240;
const nameOf = (key: string): string => `acado-bench-local-${key}`;

export async function openBed(): Promise<Bed> {
  const directory = await mkdtemp(join(tmpdir(), 'tune-bench-'));
  const service = findService(root, 'worker-b');
  const server = await startServer();
  const cloud = await createCloud({
    services: [...service.together.map((one) => join(root, one)), packageBench(directory)],
    directory: join(directory, 'cloud'),
    region,
    transform: withoutTriggers,
  });
  const close = async (): Promise<void> => {
    await cloud.stop();
    server.close();
    await rm(directory, { recursive: true, force: true });
  };
  const tuner = await findTuner('local', {
    ...{ region, endpoint: cloud.endpoint },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const roundsPerMs = await calibrate(tuner);
  const roundsOf = (cpuMs: number): number => Math.round(roundsPerMs * cpuMs);
  const urls = [server.urlOf(IO_MS)];
  const subjects: Subject[] = [
    {
      name: 'cpu',
      functionName: nameOf('cpu'),
      input: { payload: { rounds: roundsOf(CPU_MS.cpu) } },
    },
    { name: 'io', functionName: nameOf('io'), input: { payload: { urls } } },
    {
      name: 'mixed',
      functionName: nameOf('mixed'),
      input: { payload: { rounds: roundsOf(CPU_MS.mixed), urls } },
    },
    {
      name: 'worker-b',
      functionName: `${service.prefix}-local-storeOrders`,
      input: readInputFile({ root, service, stage: 'local' }, 'storeOrders')!,
    },
  ];
  return {
    ...{ tuner, close },
    subjects: (names) =>
      names.map((name) => {
        const found = subjects.find((subject) => subject.name === name);
        if (!found) throw new Error(`There is no function ${name}`);
        return found;
      }),
  };
}

/** Functions of which the event says what they do. */
const packageBench = (directory: string): string =>
  writePackage(directory, {
    ...{ name: 'acado-bench', folder: 'bench' },
    functions: Object.fromEntries(FUNCTIONS.map((key) => [key, nameOf(key)])),
    resources: {
      Role: aRole('acado-bench-local-role'),
      ...Object.fromEntries(
        FUNCTIONS.map((key) => [
          `${key}Function`,
          aFunction(nameOf(key), 'bench.zip', {
            ...{ MemorySize: 1024, Timeout: 60, Architectures: ['arm64'] },
          }),
        ]),
      ),
    },
    code: { 'bench.zip': MEASURED_FUNCTION },
  });

/** Rounds per ms of a whole vCPU; of a few tries the fastest, since what slows one down is not its work. */
async function calibrate({ invoke }: Tuner): Promise<number> {
  const rounds = 2000;
  const payload = JSON.stringify({ rounds });
  const usedMs: number[] = [];
  for (let run = 0; run < 10; run += 1) {
    const answer: unknown = JSON.parse(await invoke(nameOf('cpu'), payload));
    usedMs.push(z.object({ cpuMs: z.number() }).parse(answer).cpuMs);
  }
  return rounds / Math.min(...usedMs);
}

/** Answers late, with how late. */
async function startServer() {
  const server = createServer((request, response) => {
    const ms = Number(new URL(request.url ?? '', 'http://bench').searchParams.get('ms'));
    setTimeout(() => response.end(String(ms)), ms);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (ms: number) => `http://127.0.0.1:${port}/?ms=${ms}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
