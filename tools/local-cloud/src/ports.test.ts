import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPortBook } from './ports.ts';

const listen = (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
const close = (server: Server) => new Promise((resolve) => server.close(resolve));

describe('openPortBook', () => {
  let folder: string;
  let first: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ports-'));
    const probe = await listen(0);
    first = (probe.address() as AddressInfo).port;
    await close(probe);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives an API the same port at every start', async () => {
    const file = join(folder, 'ports.json');
    const book = openPortBook(file, first);
    const [a, b] = [await book.reserve('a', 'shop'), await book.reserve('b', 'shop')];

    const later = openPortBook(file, first);

    expect(a).not.toBe(b);
    expect([await later.reserve('b', 'shop'), await later.reserve('a', 'shop')]).toEqual([b, a]);
  });

  it('takes the next port when one is in use', async () => {
    const occupied = await listen(first);

    const port = await openPortBook(join(folder, 'ports.json'), first).reserve('a', 'shop');

    expect(port).toBeGreaterThan(first);
    await close(occupied);
  });
});
