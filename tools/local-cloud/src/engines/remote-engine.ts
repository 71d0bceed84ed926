import { Agent, request as send } from 'node:http';
import { apiOf, type Engine } from './engine.ts';

/** An engine that runs elsewhere, e.g. AWS's DynamoDB Local: requests go there over connections that stay open. */
export const remoteEngine = (url: string): Engine => {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(url);
  const listener: Engine['listener'] = (request, response) => {
    const forwarded = send(
      {
        agent,
        hostname,
        port: port || 80,
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    forwarded.on('error', (error) => {
      response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(
        JSON.stringify({ __type: 'InternalServerError', message: `${url}: ${error.message}` }),
      );
    });
    request.pipe(forwarded);
  };
  return {
    listener,
    api: apiOf(listener),
    stop: () => {
      agent.destroy();
      return Promise.resolve();
    },
  };
};
