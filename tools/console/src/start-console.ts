import { CommandError } from '@acado/command-line';
import { join } from 'node:path';
import { createServer } from './http/create-server.ts';
import { createHub } from './live/hub.ts';
import { createObserver } from './live/observer.ts';
import { explain } from './explain.ts';

export type ConsoleOptions = {
  /** `outputs.json` of a cloud, which may start later, stop and start again. */
  outputsFile: string;
  /** Folder of reports. */
  reports: string;
  /** The workspace. */
  root: string;
  /** The first port to try; the ones below it follow, because those above belong to APIs. 0 takes any. */
  port: number;
};

export type Console = { url: string; stop: () => Promise<void> };

const TRIES = 20;

/** Serves the page on this machine. */
export async function startConsole({
  outputsFile,
  reports,
  root,
  port,
}: ConsoleOptions): Promise<Console> {
  const observer = createObserver(outputsFile, { root, journals: join(root, '.local/dlq') });
  const hub = createHub({ look: observer.look, explain });
  for (let candidate = port; ; candidate--) {
    const app = createServer({ observer, hub, reports, explain });
    try {
      await app.listen({ host: '127.0.0.1', port: candidate });
      const { port: taken } = app.server.address() as { port: number };
      return { url: `http://127.0.0.1:${taken}`, stop: () => app.close() };
    } catch (error) {
      await app.close();
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken) throw error;
      if (candidate <= Math.max(1, port - TRIES))
        throw new CommandError(
          `The ports ${candidate} to ${port} are in use: try another --port`,
          1,
        );
    }
  }
}
