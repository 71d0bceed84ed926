import { type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

export type Listening = {
  port: number;
  /** Until it is called, requests are told to come back later. */
  setListener: (listener: RequestListener) => void;
  close: () => Promise<void>;
};

/** Takes the port before anything else is started, so that a port in use is found at once. */
export const listen = async (server: Server, port: number): Promise<Listening> => {
  let current: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' });
    response.end('The local cloud is starting.\n');
  };
  server.on('request', (request, response) => void current(request, response));
  // Clients reuse connections for longer than Node's default of 5 s.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    setListener: (listener) => {
      current = listener;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Whether the client went away before its request was complete: there is nobody to answer, and nothing to count. */
export const isAbandoned = ({ destroyed, complete }: IncomingMessage): boolean =>
  destroyed && !complete;
