import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { z } from 'zod';
import { writeJson } from './write-json.ts';

/** The ports of the APIs: the same for an API at every start, as long as nobody else takes it. */
export type PortBook = {
  /** The port of an API; the first call for an id looks for a free one. */
  reserve: (apiId: string, service: string) => Promise<number>;
};

const bookSchema = z.record(z.string(), z.number());

/** Whether nobody listens on the port. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** `firstPort` and the ports after it, in the order in which APIs first appear; remembered in `file`. */
export const openPortBook = (file: string, firstPort: number): PortBook => {
  const remembered = new Map<string, number>(
    existsSync(file)
      ? Object.entries(bookSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
      : [],
  );
  const reserved = new Map<string, number>();

  const candidates = function* (key: string): Generator<number> {
    const before = remembered.get(key);
    if (before !== undefined) yield before;
    const others = new Set(remembered.values());
    for (let port = firstPort; port < 65_536; port++) if (!others.has(port)) yield port;
  };

  const search = async (key: string): Promise<number> => {
    for (const port of candidates(key)) if (await isFree(port)) return port;
    throw new Error(`No port from ${firstPort} on is free for the API of ${key}`);
  };

  return {
    reserve: async (apiId, service) => {
      const known = reserved.get(apiId);
      if (known !== undefined) return known;
      const key = `${service}/${apiId}`;
      const port = await search(key);
      reserved.set(apiId, port);
      remembered.set(key, port);
      writeJson(file, Object.fromEntries(remembered));
      return port;
    },
  };
};
