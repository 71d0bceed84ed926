import { type IncomingHttpHeaders } from 'node:http';
import { type GatewayAnswer } from '../types.ts';
import { type CorsConfiguration } from './types.ts';

/** CORS as API Gateway does it: it answers preflight requests and owns the CORS headers of every other answer. */
export const createCors = (cors: CorsConfiguration | undefined) => {
  if (!cors)
    return {
      preflight: (): GatewayAnswer | undefined => undefined,
      addHeaders: (answer: GatewayAnswer): GatewayAnswer => answer,
    };

  const originHeaders = (origin: string | undefined): Record<string, string> | undefined => {
    const allowed = origin === undefined ? undefined : allowedOrigin(cors.allowOrigins, origin);
    return allowed === undefined
      ? undefined
      : {
          'access-control-allow-origin': allowed,
          ...(cors.allowCredentials && { 'access-control-allow-credentials': 'true' }),
          ...(cors.exposeHeaders?.length && {
            'access-control-expose-headers': cors.exposeHeaders.join(','),
          }),
        };
  };

  return {
    /** The answer to a preflight request; `undefined` for any other request. */
    preflight: (method: string | undefined, headers: IncomingHttpHeaders) => {
      const isPreflight =
        method === 'OPTIONS' &&
        headers.origin !== undefined &&
        headers['access-control-request-method'] !== undefined;
      if (!isPreflight) return undefined;
      const allowed = originHeaders(headers.origin);
      const list = (values: string[] = []) => values.join(',').toLowerCase();
      return {
        status: 204,
        headers: {
          ...allowed,
          ...(allowed &&
            cors.allowMethods?.length && {
              'access-control-allow-methods': cors.allowMethods.join(','),
            }),
          ...(allowed &&
            cors.allowHeaders?.length && {
              'access-control-allow-headers': list(cors.allowHeaders),
            }),
          ...(allowed &&
            cors.maxAgeS !== undefined && { 'access-control-max-age': String(cors.maxAgeS) }),
        },
        body: '',
      };
    },

    /** CORS headers of the function are dropped, the configured ones added. */
    addHeaders: (answer: GatewayAnswer, origin: string | undefined): GatewayAnswer => ({
      ...answer,
      headers: {
        ...Object.fromEntries(
          Object.entries(answer.headers).filter(
            ([name]) => !name.toLowerCase().startsWith('access-control-'),
          ),
        ),
        ...originHeaders(origin),
      },
    }),
  };
};

/** Origins may be `*`, `https://*` or exact. */
const allowedOrigin = (allowed: string[] = [], origin: string): string | undefined => {
  if (allowed.includes('*')) return '*';
  const matches = allowed.some((one) =>
    one.endsWith('://*') ? origin.startsWith(one.slice(0, -1)) : one === origin,
  );
  return matches ? origin : undefined;
};
