/** What is used of Newman's programmatic API, by its documentation. */
declare module 'newman' {
  import { type Agent as HttpAgent } from 'node:http';
  import { type Agent as HttpsAgent } from 'node:https';

  export interface Property {
    key: string;
    value: unknown;
  }

  export interface NewmanItem {
    id: string;
    name: string;
    parent: () => { id: string; name: string } | undefined;
  }

  export interface NewmanRequest {
    method: string;
    url: { toString: () => string };
    headers: { all: () => Property[] };
    body?: { toString: () => string };
  }

  export interface NewmanResponse {
    code: number;
    status: string;
    responseTime: number;
    responseSize: number;
    headers: { all: () => Property[] };
    text: () => string;
  }

  export interface ScriptResult {
    error?: { name: string; message: string } | undefined;
  }

  export interface Execution {
    item: NewmanItem;
    request?: NewmanRequest;
    response?: NewmanResponse;
    requestError?: Error & { code?: string };
    assertions?: { assertion: string; skipped: boolean; error?: Error }[];
    prerequestScript?: ScriptResult[];
    testScript?: ScriptResult[];
  }

  export interface Summary {
    collection: { id: string };
    run: { executions: Execution[]; timings: { started: number; completed: number } };
  }

  export interface Options {
    collection: object;
    envVar: Property[];
    reporters: string[];
    /** Name of the only folder to run. */
    folder?: string | undefined;
    bail?: boolean;
    /** Milliseconds. */
    timeoutRequest: number;
    ignoreRedirects?: boolean;
    requestAgents: { http: HttpAgent; https: HttpsAgent };
  }

  export interface Emitter {
    on(
      event: 'start',
      listener: (error: Error | null, started: { run: { abort: () => void } }) => void,
    ): Emitter;
    on(
      event: 'request',
      listener: (
        error: Error | null,
        sent: { item: NewmanItem; response?: NewmanResponse },
      ) => void,
    ): Emitter;
    on(event: 'beforeItem', listener: (error: null, next: { item: NewmanItem }) => void): Emitter;
  }

  export function run(
    options: Options,
    done: (error: Error | null, summary: Summary) => void,
  ): Emitter;
}
