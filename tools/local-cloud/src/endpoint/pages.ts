import { type RequestListener } from 'node:http';
import { type LocalIssuer } from '../api-gateway/http/types.ts';
import { type Metering } from '../metering/create-metering.ts';
import { usagePage } from '../metering/usage-page.ts';

const ISSUER = '/_local/issuer';

/** Pages of the cloud itself: whether it is ready, what was used, an issuer of tokens, and the code of functions. */
export const pagesOf = ({
  health,
  metering,
  issuer,
  codePage,
}: {
  health: () => { isReady: boolean; services: string[] };
  metering: Metering;
  issuer: LocalIssuer;
  /** Of Lambda: the packages of functions. */
  codePage: RequestListener;
}): Record<'health' | 'usage' | 'issuer' | 'code', RequestListener> => ({
  health: (_request, response) => {
    const { isReady, services } = health();
    response.writeHead(isReady ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: isReady ? 'ok' : 'starting', services }));
  },
  usage: usagePage(metering),
  code: codePage,
  issuer: (request, response) => {
    request.url = (request.url ?? '').slice(ISSUER.length) || '/';
    issuer.listener(request, response);
  },
});
