import { randomBytes, randomUUID } from 'node:crypto';
import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { isAbandoned } from '../server.ts';
import { splitUrl } from './request.ts';
import {
  type ApiDefinition,
  type ApiGatewayOptions,
  type GatewayAnswer,
  type ObservedRequest,
} from './types.ts';

const CUT_OFF_AFTER_MS = 5_000;
const PAYLOAD_TOO_LARGE = 413;

/** A request on its way through an API. */
export type Exchange = {
  request: IncomingMessage;
  /** Still percent-encoded. */
  path: string;
  query: string;
  /** A UUID, and sixteen characters of base64: HTTP APIs go by the latter alone. */
  requestId: string;
  extendedRequestId: string;
  /** Noted along the way, for whoever observes the requests. */
  observed: Pick<ObservedRequest, 'stage' | 'requestBytes' | 'integrationLatencyMs'>;
};

/** What one kind of API makes of requests. */
export type Api = {
  /** Answers before everything else, or not at all. */
  preflight?: (request: IncomingMessage) => GatewayAnswer | undefined;
  respond: (exchange: Exchange) => Promise<GatewayAnswer>;
  /** For a request that `respond` rejects. */
  internalError: GatewayAnswer;
  /** The last word on every answer but those of `preflight`. */
  finish?: (answer: GatewayAnswer, request: IncomingMessage) => GatewayAnswer;
  /** Headers by which the client can name its request. */
  idHeaders: (exchange: Exchange) => Record<string, string>;
};

/** From a request to its answer, as all APIs do it. */
export const serve = (
  { type, apiId, name }: ApiDefinition,
  { preflight, respond, internalError, finish = (answer) => answer, idHeaders }: Api,
  { context, onRequest }: Pick<ApiGatewayOptions, 'context' | 'onRequest'>,
): RequestListener => {
  const answer = async (exchange: Exchange): Promise<GatewayAnswer> => {
    const { request } = exchange;
    const first = preflight?.(request);
    if (first) return first;
    const given = await respond(exchange).catch((error: unknown) => {
      if (!isAbandoned(request)) context.report('error', name, String(error));
      return internalError;
    });
    return finish(given, request);
  };

  const observe = (request: ObservedRequest): void => {
    try {
      onRequest?.(request);
    } catch (error) {
      context.report('error', name, String(error)); // whoever looks on does not break the answer
    }
  };

  return (request, response) => {
    const startedAt = performance.now();
    const exchange = exchangeOf(request);
    request.on('error', () => undefined); // a client that goes away in the middle is no error of ours
    answer(exchange)
      .then(async (given) => {
        if (isAbandoned(request)) return;
        if (given.status === PAYLOAD_TOO_LARGE) await readOn(request);
        send(response, given, idHeaders(exchange));
        const latencyMs = performance.now() - startedAt;
        observe({ type, apiId, name, status: given.status, latencyMs, ...exchange.observed });
      })
      .catch((error: unknown) => {
        context.report('error', name, String(error));
        response.destroy();
      });
  };
};

const exchangeOf = (request: IncomingMessage): Exchange => ({
  request,
  ...splitUrl(request),
  requestId: randomUUID(),
  extendedRequestId: `${randomBytes(11).toString('base64').slice(0, 15)}=`,
  observed: { requestBytes: 0 },
});

/** Lets a client that still sends come to its end, within bounds: it would be reset before it sees the answer. */
const readOn = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.complete || request.destroyed) return resolve();
    const cut = setTimeout(resolve, CUT_OFF_AFTER_MS);
    request.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    request.resume();
  });

const send = (
  response: ServerResponse,
  { status, headers, body }: GatewayAnswer,
  idHeaders: Record<string, string>,
): void => {
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, {
    ...headers,
    ...idHeaders,
    ...(hasBody && { 'content-length': content.length }),
    ...(!response.req.complete && { connection: 'close' }),
  });
  response.end(hasBody ? content : undefined);
};
