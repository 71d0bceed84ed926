import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  InvokeCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';
import { parseReport } from '../../src/lambda/sandbox/report-line.ts';
import { startLambdaApi } from '../../src/lambda/testing/start-lambda-api.ts';
import { MEASURED_FUNCTION as code } from '../../src/testing/measured-function.ts';
import { governorWaitMs, type Run } from './quiet.ts';

export type Event = { rounds?: number; urls?: string[] };

/** A function in one version per memory size, and a server for it to wait for. */
export type Bed = {
  /** An answer after so many milliseconds. */
  urlOf: (waitMs: number) => string;
  run: (memoryMb: number, event: Event) => Promise<Run>;
  stop: () => Promise<void>;
};

const FunctionName = 'measured';

/** Answers late, and says how late. */
const startServer = async (): Promise<{ urlOf: Bed['urlOf']; stop: () => void }> => {
  const server = createServer((request, response) => {
    const startedAt = performance.now();
    setTimeout(
      () => response.end(String(performance.now() - startedAt)),
      Number(new URL(request.url ?? '', 'http://server').searchParams.get('ms')),
    ).unref();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (ms) => `http://127.0.0.1:${port}/?ms=${ms}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

export const startBed = async (): Promise<Bed> => {
  const server = await startServer();
  const lambda = await startLambdaApi();
  const { client } = lambda;
  const waiting = { client, minDelay: 0.05, maxDelay: 0.05, maxWaitTime: 30 };
  await lambda.put(code, { functionName: FunctionName, timeoutS: 60 });
  await lambda.put(code, { functionName: 'waiting', timeoutS: 900, memorySizeMB: 128 });
  // As a tuner that waits for what it has invoked: nobody measures on a machine of his own.
  const beside = lambda.invoke({ urls: [server.urlOf(890_000)] }, 'waiting').catch(() => undefined);
  const versions = new Map<number, string>();

  const publish = async (MemorySize: number): Promise<string> => {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize }));
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName });
    const { Version = '' } = await client.send(new PublishVersionCommand({ FunctionName }));
    await waitUntilPublishedVersionActive(waiting, { FunctionName, Qualifier: Version });
    versions.set(MemorySize, Version);
    return Version;
  };

  const run = async (memoryMb: number, event: Event): Promise<Run> => {
    const Qualifier = versions.get(memoryMb) ?? (await publish(memoryMb));
    const before = governorWaitMs();
    const answer = await client.send(
      new InvokeCommand({
        ...{ FunctionName, Qualifier, LogType: 'Tail' },
        Payload: JSON.stringify(event),
      }),
    );
    const governorWaitedMs = governorWaitMs() - before;
    const tail = Buffer.from(answer.LogResult ?? '', 'base64').toString();
    const report = tail.split('\n').map(parseReport).find(Boolean);
    if (!report || answer.FunctionError) throw new Error(`the function failed: ${tail}`);
    const { cpuMs, ioMs } = JSON.parse(answer.Payload?.transformToString() ?? '') as Run;
    // What a run has overdrawn is paid back before the next.
    await delay(150);
    return { durationMs: report.durationMs, cpuMs, ioMs, governorWaitedMs };
  };

  return {
    urlOf: server.urlOf,
    run,
    stop: async () => {
      await lambda.stop();
      await beside;
      server.stop();
    },
  };
};
