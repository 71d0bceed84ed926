/** One connection of autocannon: the package types its benchmark as a whole, not the client in it. */
declare module 'autocannon/lib/httpClient.js' {
  import type { EventEmitter } from 'node:events';
  import type { Client as PublicClient, Request } from 'autocannon';

  interface Options {
    protocol: string;
    hostname: string;
    port: string;
    host: string;
    /** Seconds. */
    timeout: number;
    requests: Request[];
    setupClient: (client: Client) => void;
  }

  class Client extends EventEmitter {
    constructor(options: Options);
    /** The socket; another one after each reconnection. */
    readonly conn: object;
    /** To be told when a connection has ended: an answer without a length ends with it. */
    readonly parser: { finish(): void };
    /** Called whenever a request may be sent: when a connection is made, and after each answer. */
    _doRequest(): void;
    setRequests: PublicClient['setRequests'];
    destroy(): void;
    on(event: 'headers', listener: (headers: { shouldKeepAlive: boolean }) => void): this;
    on(event: 'connError', listener: (error: unknown) => void): this;
    on(
      event: 'response',
      listener: (status: number, bytes: number, durationMs: number) => void,
    ): this;
  }
  export = Client;
}
