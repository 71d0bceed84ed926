import { createServer, type AddressInfo } from 'node:net';

/** Listens on a port of this machine for a moment; 0 takes any free one. @returns the port, or none if it is taken */
export function probePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, 'localhost', () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });
}
