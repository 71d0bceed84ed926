import { fastify, type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import type { Hub } from '../live/hub.ts';
import type { Observer } from '../live/observer.ts';
import type { State } from '../model/types.ts';
import { deadLetterRoutes } from './dead-letters.ts';
import { isOwnAction, isOwnHost, isOwnPage } from './guard.ts';
import { invocationRoutes } from './invocations.ts';
import { liveRoute } from './live.ts';
import { orderRoutes } from './orders.ts';
import { readPageFiles } from './page-files.ts';
import { reportRoutes } from './reports.ts';

export type ServerOptions = {
  observer: Observer;
  hub: Hub<State>;
  /** Folder of reports. */
  reports: string;
  explain: (error: unknown) => string;
};

/** The page runs its own script and talks to its own server; nothing else, and nobody frames it. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The console's server. */
export function createServer({ observer, hub, reports, explain }: ServerOptions): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 2 * 1024 * 1024 });
  const files = readPageFiles();

  app.addHook('onRequest', async ({ headers, method, url, socket }, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    const isAllowed =
      isOwnHost(headers, socket.localPort ?? 0) &&
      (method === 'GET' ? !url.startsWith('/api/') || isOwnPage(headers) : isOwnAction(headers));
    if (!isAllowed) await reply.code(403).send({ problem: 'Only the console’s own page may ask' });
  });
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) =>
    reply
      .code(error instanceof ZodError ? 400 : (error.statusCode ?? 502))
      .send({ problem: explain(error) }),
  );
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ problem: 'Not found' }));

  for (const [path, { type, content }] of files)
    app.get(path, (_request, reply) =>
      reply.header('content-security-policy', PAGE_POLICY).type(type).send(content),
    );
  liveRoute(app, hub);
  invocationRoutes(app, observer);
  orderRoutes(app, observer);
  deadLetterRoutes(app, observer);
  reportRoutes(app, reports);
  return app;
}
