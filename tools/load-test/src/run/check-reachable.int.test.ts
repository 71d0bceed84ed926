import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { checkReachable } from './check-reachable.ts';

describe('checkReachable', () => {
  it('refuses what can not be verified', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `https://127.0.0.1:${port}/dev`;
    await expect(checkReachable(url)).rejects.toThrow(`${url} can not be reached safely: `);
    server.close();
  });

  it('takes who answers, and refuses where nobody does', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/dev`;
    await expect(checkReachable(url)).resolves.toBeUndefined();
    server.close();
    await once(server, 'close');
    await expect(checkReachable(url)).rejects.toThrow(`${url} can not be reached: `);
    await expect(checkReachable('http://nowhere.invalid')).rejects.toThrow('ENOTFOUND');
  });

  it('looks at the address within brackets', async () => {
    // Nobody listens; before the brackets were gone, it was a name that is not known.
    await expect(checkReachable('https://[::1]:1')).rejects.not.toThrow('ENOTFOUND');
  });
});
