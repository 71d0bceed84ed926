import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export type RuntimeInvocation = {
  requestId: string;
  payload: Uint8Array;
  deadlineMs: number;
  functionArn: string;
  traceId: string;
  clientContext?: string;
};

/** What the process says of itself when it is done with an invocation. */
export type RuntimeFacts = {
  maxRssKb: number;
} & RuntimeTimes;

/** What the function is not billed for. */
export type RuntimeTimes = {
  /** How long ago it sent this: a busy host reads late. */
  lagMs: number;
  /** For how long, in its life, it stood ready to run while other programs had the cores. */
  waitedMs: number;
};

/** What the process of one environment tells the Runtime API. */
export type RuntimeListener = {
  /** It asked for work: answer with `deliver` when there is some. */
  onNext(deliver: (invocation: RuntimeInvocation) => void, times: RuntimeTimes): void;
  /** False when the response is too large. The process hears of it once its invocation is closed. */
  onResponse(requestId: string, body: Buffer, facts: RuntimeFacts): Promise<boolean>;
  onError(requestId: string, body: Buffer, facts: RuntimeFacts): Promise<void>;
  onInitError(body: Buffer): void;
};

/** Lambda's Runtime API (2018-06-01) for all environments on one port, told apart by the first part of the path. */
export type RuntimeApi = {
  /** The value of AWS_LAMBDA_RUNTIME_API for this environment. */
  register(environmentId: string, listener: RuntimeListener): string;
  unregister(environmentId: string): void;
  stop(): void;
};

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** A process that does not say when it sent its request was read at once. */
const timesOf = ({ headers }: IncomingMessage): RuntimeTimes => {
  const sentNs = Number(headers['local-runtime-sent-ns']);
  const waitedNs = Number(headers['local-runtime-waited-ns'] ?? 0);
  return {
    lagMs: sentNs > 0 ? Math.max(0, (Number(process.hrtime.bigint()) - sentNs) / 1e6) : 0,
    waitedMs: waitedNs / 1e6,
  };
};

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
};

const deliver = (response: ServerResponse, invocation: RuntimeInvocation): void => {
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': invocation.payload.length,
    'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
    'Lambda-Runtime-Deadline-Ms': String(invocation.deadlineMs),
    'Lambda-Runtime-Invoked-Function-Arn': invocation.functionArn,
    'Lambda-Runtime-Trace-Id': invocation.traceId,
    ...(invocation.clientContext && { 'Lambda-Runtime-Client-Context': invocation.clientContext }),
  });
  response.end(invocation.payload);
};

export const startRuntimeApi = async (): Promise<RuntimeApi> => {
  const listeners = new Map<string, RuntimeListener>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, environmentId = '', , , ...action] = (request.url ?? '').split('/');
    const listener = listeners.get(environmentId);
    if (!listener) return answer(response, 403, { errorType: 'InvalidEnvironment' });
    if (action[0] === 'invocation' && action[1] === 'next') {
      return listener.onNext((invocation) => deliver(response, invocation), timesOf(request));
    }
    const body = await read(request);
    const requestId = decodeURIComponent(action[1] ?? '');
    const facts = {
      maxRssKb: Number(request.headers['local-runtime-max-rss-kb'] ?? 0),
      ...timesOf(request),
    };
    if (action[0] === 'init' && action[1] === 'error') listener.onInitError(body);
    else if (action[2] === 'error') await listener.onError(requestId, body, facts);
    else if (action[2] !== 'response') return answer(response, 404, { errorType: 'InvalidPath' });
    else if (!(await listener.onResponse(requestId, body, facts))) {
      return answer(response, 413, { errorType: 'RequestEntityTooLarge' });
    }
    answer(response, 202, { status: 'OK' });
  };

  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    // Only a connection that broke off can fail here: its environment is gone.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  return {
    register: (environmentId, listener) => {
      listeners.set(environmentId, listener);
      return `127.0.0.1:${port}/${environmentId}`;
    },
    unregister: (environmentId) => listeners.delete(environmentId),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
