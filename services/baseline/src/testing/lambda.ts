import { aContext } from '@acado/powertools/testing';
import type { Context } from 'aws-lambda';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** A Lambda that takes synchronous invokes on a local port and runs handlers in this process. */
export const startLambda = async () => {
  const functions = new Map<string, Handler>();
  const server = createServer((request, response) => {
    const [, name = ''] =
      /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url!) ?? [];
    void json(request)
      .then((event) => functions.get(name)!(event, aContext({ functionName: name })))
      // Nothing is null over the wire.
      .then((result) => response.end(JSON.stringify(result ?? null)))
      .catch((error: Error) => {
        response.setHeader('x-amz-function-error', 'Unhandled');
        response.end(JSON.stringify({ errorType: error.name, errorMessage: error.message }));
      });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    functions,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
};
