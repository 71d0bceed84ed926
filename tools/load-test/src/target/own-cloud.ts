import { CommandError } from '@acado/command-line';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const outputsSchema = z.object({
  awsEndpoint: z.string(),
  region: z.string(),
  services: z.record(
    z.string(),
    z.object({ httpApi: z.string().optional(), functions: z.record(z.string(), z.string()) }),
  ),
});
const messageSchema = z.union([
  z.object({ outputs: outputsSchema }),
  z.object({ problem: z.string() }),
]);

/** What a cloud says of itself, as far as a load needs it. */
export type CloudOutputs = z.infer<typeof outputsSchema>;

export interface OwnCloud {
  outputs: CloudOutputs;
  close: () => Promise<void>;
}

/**
 * Starts a cloud of these packages in a process of its own, with a temporary folder.
 *
 * @param services Folders, relative to the root of the workspace.
 * @throws {CommandError} If it can not be started, as when one is not packaged.
 */
export async function startOwnCloud(
  root: string,
  region: string,
  services: readonly string[],
): Promise<OwnCloud> {
  const child = fork(join(import.meta.dirname, 'cloud-process.ts'), [root, region, ...services], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const close = () => end(child);
  const message = await Promise.race([
    once(child, 'message').then(([first]: unknown[]) => messageSchema.parse(first)),
    once(child, 'exit').then(() => ({ problem: 'The local cloud ended before it was ready' })),
  ]);
  if ('outputs' in message) return { outputs: message.outputs, close };
  await close();
  throw new CommandError(message.problem);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = child.exitCode !== null || child.signalCode !== null;
  const exit = ended ? undefined : once(child, 'exit');
  if (child.connected) child.disconnect();
  await exit;
}
