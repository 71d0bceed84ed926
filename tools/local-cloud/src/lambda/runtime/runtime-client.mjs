// The Runtime API as the process inside an execution environment speaks it, over one kept-alive connection.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** For how long the main thread has stood ready to run without a core; only Linux knows. */
const waitedNs = () => {
  try {
    return readFileSync('/proc/self/schedstat', 'latin1').split(' ')[1];
  } catch {
    return '0';
  }
};

/** @param {string} endpoint `host:port/path`, as in AWS_LAMBDA_RUNTIME_API */
export const createRuntimeClient = (endpoint) => {
  const base = new URL(`http://${endpoint}/2018-06-01/runtime/`);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  const call = (method, path, body = undefined, headers = {}) =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          method,
          hostname: base.hostname,
          port: base.port,
          path: base.pathname + path,
          headers: {
            ...headers,
            // The clock stops here, not when a busy host gets to read this. All processes share this clock.
            'Local-Runtime-Sent-Ns': String(process.hrtime.bigint()),
            // Neither does it run while other programs have the cores.
            'Local-Runtime-Waited-Ns': waitedNs(),
            ...(body !== undefined && { 'Content-Length': body.length }),
          },
        },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ headers: response.headers, body: Buffer.concat(chunks) }),
          );
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  // Only the resident set can't be read from outside on every system.
  const report = (path, text, headers) =>
    call('POST', path, Buffer.from(text), {
      ...headers,
      'Content-Type': 'application/json',
      'Local-Runtime-Max-Rss-Kb': String(process.resourceUsage().maxRSS),
    });

  const failure = (path, error) =>
    report(path, JSON.stringify(error), { 'Lambda-Runtime-Function-Error-Type': error.errorType });

  return {
    next: () => call('GET', 'invocation/next'),
    respond: (id, text) => report(`invocation/${id}/response`, text),
    fail: (id, error) => failure(`invocation/${id}/error`, error),
    failInit: (error) => failure('init/error', error),
  };
};
