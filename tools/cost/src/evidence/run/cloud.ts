import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import {
  configurationSchema,
  type Configuration,
  reportLineSchema,
  type ReportLine,
  usageSchema,
  type UsageRecord,
} from '../record/schemas.ts';
import type { Settings } from '../settings.ts';

/** What the process of a cloud is asked to do. */
export type CloudRequest =
  | {
      do: 'start';
      services: string[];
      directory: string;
      cacheDir: string;
      region: string;
      settings: Settings;
    }
  | { do: 'measure' }
  | { do: 'collect' };

const outputsSchema = z.object({
  awsEndpoint: z.string(),
  region: z.string(),
  services: z.record(
    z.string(),
    z.object({
      httpApi: z.string().optional(),
      restApi: z.string().optional(),
      resources: z.record(z.string(), z.string()),
    }),
  ),
});
export type Outputs = z.infer<typeof outputsSchema>;

const replySchema = z.union([z.object({ value: z.unknown() }), z.object({ error: z.string() })]);
const startedSchema = z.object({ outputs: outputsSchema, configuration: configurationSchema });
const collectedSchema = z.object({ usage: usageSchema, reports: z.array(reportLineSchema) });

/** A cloud for one run. */
export interface RunningCloud {
  outputs: Outputs;
  configuration: Configuration;
  /** From now on it counts. */
  measure(): Promise<void>;
  /** What was counted, and every REPORT line so far. */
  collect(): Promise<{ usage: UsageRecord; reports: ReportLine[] }>;
  stop(): Promise<void>;
}

/** Longer than a cloud may take to stop. */
const STOP_WITHIN_MS = 5000;

/** Starts a cloud in a process of its own. */
export async function startCloud(
  options: Omit<Extract<CloudRequest, { do: 'start' }>, 'do'>,
): Promise<RunningCloud> {
  const child = fork(join(import.meta.dirname, 'cloud-process.ts'), { stdio: 'inherit' });
  const ended = once(child, 'exit');
  const died = ended.then(() => {
    throw new Error('The local cloud ended by itself');
  });
  died.catch(() => undefined);

  const ask = async (request: CloudRequest): Promise<unknown> => {
    const replied = once(child, 'message');
    child.send(request);
    const [message] = (await Promise.race([replied, died])) as [unknown];
    const reply = replySchema.parse(message);
    if ('error' in reply) throw new Error(reply.error);
    return reply.value;
  };
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(late);
  };

  try {
    const { outputs, configuration } = startedSchema.parse(await ask({ do: 'start', ...options }));
    return {
      outputs,
      configuration,
      measure: async () => void (await ask({ do: 'measure' })),
      collect: async () => collectedSchema.parse(await ask({ do: 'collect' })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
