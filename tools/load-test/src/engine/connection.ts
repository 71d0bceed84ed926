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
  /** The server will close the connection. */
  isLast: boolean;
}

/**
 * A kept-alive connection of autocannon that sends when it is told to. By itself the engine's client sends as soon as
 * it has its answer; a ramp, a pause and a schedule of arrivals need it to wait, so its own `_doRequest` is held back.
 */
export class Connection implements Sender {
  readonly #target: URL;
  readonly #timeoutMs: number;
  #client: Client | undefined;
  #pending: Pending | undefined;

  constructor(target: URL, timeoutMs: number) {
    this.#target = target;
    this.#timeoutMs = timeoutMs;
  }

  send(request: WireRequest): Promise<Answer> {
    this.#client ??= this.#open();
    const client = this.#client;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const sentAt = performance.now();
    const pending: Pending = { settle: resolve, sentAt, body: '', isLast: false };
    this.#pending = pending;
    const onResponse: Request['onResponse'] = (_status, body, _context, headers) => {
      pending.body = body;
      pending.isLast = says(headers, 'connection', 'close');
    };
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
      ...{ protocol, host, timeout: this.#timeoutMs / 1000, requests: [{}] },
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
      const lost = this.#pending;
      // The engine opened a new connection while an answer was due. If that was for a time-out, it says so next.
      if (lost) queueMicrotask(() => this.#pending === lost && this.#fail('reset'));
      // … or when there was nothing to do: none is kept that might say something nobody asked for.
      else if (this.#client) this.#drop();
    };
    client.on('timeout', () => this.#fail('timeout'));
    client.on('connError', (error: unknown) => {
      this.#drop();
      this.#fail(failureOf(error));
    });
    client.on('response', (status: number, bytes: number, durationMs: number) => {
      const pending = this.#pending;
      this.#pending = undefined;
      if (pending?.isLast) this.#drop();
      pending?.settle({ status, bytes, durationMs, body: pending.body });
    });
  }

  #fail(failure: Failure): void {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    this.#drop();
    pending.settle({ failure, bytes: 0, durationMs: performance.now() - pending.sentAt });
  }

  /** The next request has a new connection. */
  #drop(): void {
    this.#client?.destroy();
    this.#client = undefined;
  }
}

const says = (headers: Request['headers'], name: string, value: string): boolean =>
  Object.entries(headers ?? {}).some(
    ([key, said]) => key.toLowerCase() === name && String(said).toLowerCase() === value,
  );
