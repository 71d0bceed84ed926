import Client from 'autocannon/lib/httpClient.js';
import type { Request } from 'autocannon';
import { failureOf, type Failure } from './failure.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** With the query, encoded. */
  path: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

/** What came of a request. */
export type Answer = { durationMs: number; bytes: number } & (
  { status: number; body: string } | { failure: Failure }
);

/** Sends requests one after the other. */
export interface Sender {
  /** Never rejects: what goes wrong is an answer too. */
  send(request: WireRequest): Promise<Answer>;
  close(): void;
}

interface Pending {
  settle: (answer: Answer) => void;
  sentAt: number;
  body: string;
  timer: NodeJS.Timeout;
}

/** The engine's own time-outs are out of the way: they also end connections that have nothing to do. */
const NEVER_S = 2_000_000;

/**
 * A kept-alive connection of autocannon that sends when it is told to. By itself the engine's client sends as soon as
 * it has its answer; a ramp, a pause and a schedule of arrivals need it to wait, so its own `_doRequest` is held back.
 */
export class Connection implements Sender {
  readonly #target: URL;
  readonly #timeoutMs: number;
  #client: Client | undefined;
  #pending: Pending | undefined;
  /** The server closes the connection after the answer that it gives. */
  #isLast = false;

  constructor(target: URL, timeoutMs: number) {
    this.#target = target;
    this.#timeoutMs = timeoutMs;
  }

  send(request: WireRequest): Promise<Answer> {
    this.#client ??= this.#open();
    const client = this.#client;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const timer = setTimeout(() => this.#fail('timeout'), this.#timeoutMs);
    const pending: Pending = { settle: resolve, sentAt: performance.now(), body: '', timer };
    this.#pending = pending;
    const onResponse: Request['onResponse'] = (_status, body) => void (pending.body = body);
    client.setRequests([{ ...request, onResponse }]);
    Client.prototype._doRequest.call(client);
    return promise;
  }

  close(): void {
    this.#client?.destroy();
    this.#client = undefined;
    this.#fail('closed');
  }

  #open(): Client {
    const { protocol, hostname, port, host } = this.#target;
    return new Client({
      ...{ protocol, host, timeout: NEVER_S, requests: [{}] },
      // The brackets of an IPv6 address are the URL's.
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: port || (protocol === 'https:' ? '443' : '80'),
      setupClient: (client) => this.#hold(client),
    });
  }

  #hold(client: Client): void {
    let socket: object | undefined;
    client._doRequest = () => {
      const isAnswered = client.conn === socket;
      socket = client.conn;
      if (isAnswered) return;
      // The server ended the connection, and the engine has opened another one. That may be how an answer ends …
      if (this.#pending) client.parser.finish();
      if (this.#pending) this.#fail('reset');
      // … and with nothing to do, none is kept that might say something nobody asked for.
      else if (this.#client) this.#drop();
    };
    client.on('headers', ({ shouldKeepAlive }) => void (this.#isLast = !shouldKeepAlive));
    client.on('connError', (error: unknown) => {
      this.#drop();
      this.#fail(failureOf(error));
    });
    client.on('response', (status: number, bytes: number, durationMs: number) => {
      const { body = '' } = this.#pending ?? {};
      if (this.#isLast) this.#drop();
      this.#settle({ status, bytes, durationMs, body });
    });
  }

  #fail(failure: Failure): void {
    if (!this.#pending) return;
    this.#drop();
    const durationMs = performance.now() - this.#pending.sentAt;
    this.#settle({ failure, bytes: 0, durationMs });
  }

  #settle(answer: Answer): void {
    const pending = this.#pending;
    this.#pending = undefined;
    clearTimeout(pending?.timer);
    pending?.settle(answer);
  }

  /** The next request has a new connection. */
  #drop(): void {
    this.#client?.destroy();
    this.#client = undefined;
  }
}
