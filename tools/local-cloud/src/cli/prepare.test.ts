import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placesOf } from './places.ts';
import { prepare } from './prepare.ts';

describe('prepare', () => {
  let root: string;
  let port: number;
  const left = () =>
    ['state/db', 'logs/fn.log', 'outputs.json', 'notes.txt'].filter((file) =>
      existsSync(join(root, '.local', String(port), file)),
    );
  const listen = async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, close: () => server.close() };
  };

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'prepare-'));
    const free = await listen();
    free.close();
    port = free.port;
    const directory = join(root, '.local', String(port));
    for (const folder of ['state', 'logs']) mkdirSync(join(directory, folder), { recursive: true });
    for (const file of ['state/db', 'logs/fn.log', 'outputs.json', 'notes.txt'])
      writeFileSync(join(directory, file), '');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('keeps state and logs, but not the outputs of a cloud that has ended', async () => {
    await prepare(placesOf(root), { port, fresh: false });

    expect(left()).toEqual(['state/db', 'logs/fn.log', 'notes.txt']);
  });

  it('discards state and logs for --fresh, and nothing else', async () => {
    await prepare(placesOf(root), { port, fresh: true });

    expect(left()).toEqual(['notes.txt']);
  });

  it('touches nothing when the port is in use, and says how to take another one', async () => {
    const other = await listen();
    port = other.port;
    const directory = join(root, '.local', String(port), 'state');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'db'), '');

    const preparing = prepare(placesOf(root), { port, fresh: true });

    await expect(preparing).rejects.toThrow(
      `Port ${port} is in use: stop what uses it, or take another one: LOCAL_CLOUD_PORT=${port + 50} npm start`,
    );
    expect(left()).toEqual(['state/db']);
    other.close();
  });
});
