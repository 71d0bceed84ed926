import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { checkCertificate } from './check-certificate.ts';

describe('checkCertificate', () => {
  it('refuses what can not be verified', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `https://127.0.0.1:${port}/dev`;
    await expect(checkCertificate(url)).rejects.toThrow(`${url} can not be reached safely: `);
    server.close();
  });

  it('has nothing to verify without https', async () => {
    await expect(checkCertificate('http://127.0.0.1:1')).resolves.toBeUndefined();
  });
});
