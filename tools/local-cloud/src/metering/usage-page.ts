import { type RequestListener } from 'node:http';
import { type UsageMeter } from './usage-meter.ts';

/** `GET /_local/usage` and `POST /_local/usage/reset`. */
export const usagePage =
  ({ snapshot, reset }: Pick<UsageMeter, 'snapshot' | 'reset'>): RequestListener =>
  (request, response) => {
    const wanted = `${request.method} ${(request.url ?? '').split('?')[0]}`;
    if (wanted === 'POST /_local/usage/reset') {
      reset();
      response.writeHead(204);
      return void response.end();
    }
    if (wanted !== 'GET /_local/usage') {
      response.writeHead(404, { 'content-type': 'text/plain' });
      return void response.end('GET /_local/usage or POST /_local/usage/reset\n');
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(snapshot()));
  };
