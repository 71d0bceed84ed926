import type { Execution, Options, Summary } from 'newman';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

export interface NewmanOptions {
  collection: object;
  variables: Record<string, string>;
  /** The only folder to run. */
  folder?: string;
  bail?: boolean;
  timeoutMs: number;
  /** Ends the run early: nothing further is sent. */
  signal?: AbortSignal;
  /** Called before each request with the name of it. */
  onRequest?: (name: string) => void;
}

/** What came of it. */
export interface NewmanRun {
  executions: Execution[];
  /** Names of the requests whose turn came, those that a script skipped included. */
  reached: ReadonlySet<string>;
}

/**
 * Runs a collection and says what was sent. If nothing answers the first request, it is the last.
 *
 * @throws If Newman cannot go on with it.
 */
export async function runNewman(options: NewmanOptions): Promise<NewmanRun> {
  const { collection, variables, folder, bail = false, timeoutMs, signal, onRequest } = options;
  const { run: start } = await load();
  const agents = { http: new HttpAgent(), https: new HttpsAgent() };
  const given: Options = {
    ...{ collection, folder, bail, reporters: [], requestAgents: agents },
    envVar: Object.entries(variables).map(([key, value]) => ({ key, value })),
    timeoutRequest: timeoutMs,
  };
  let end = (): void => undefined;
  let isFirst = true;
  const reached = new Set<string>();
  const stop = (): void => {
    end();
    // What is under way ends at once.
    agents.http.destroy();
    agents.https.destroy();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      start(given, (error: Error | null, summary?: Summary) =>
        error ? reject(error) : resolve({ executions: summary?.run.executions ?? [], reached }),
      )
        .on('start', (_error, { run }) => {
          end = () => run.abort();
          if (signal?.aborted) stop();
        })
        .on('beforeItem', (_error, { item }) => {
          reached.add(item.name);
          onRequest?.(item.name);
        })
        .on('request', (error) => {
          if (error && isFirst) end();
          isFirst = false;
        });
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Only when needed: it takes half a second. */
async function load() {
  // It uses what Node deprecates; nobody who runs it can change that.
  process.noDeprecation = true;
  return import('newman');
}
