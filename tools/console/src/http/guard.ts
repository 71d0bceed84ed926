import type { IncomingHttpHeaders } from 'node:http';

/** This machine's names, at the port on which the console listens: no other host name that was made to point here. */
export const isOwnHost = ({ host = '' }: IncomingHttpHeaders, port: number): boolean =>
  [`127.0.0.1:${port}`, `localhost:${port}`].includes(host);

/** Whether a request comes from the page itself, or from a program that is no browser. */
export const isOwnPage = ({ host, origin, ...headers }: IncomingHttpHeaders): boolean =>
  (origin === undefined || origin === `http://${host}`) &&
  ['same-origin', undefined].includes(headers['sec-fetch-site']?.toString());

/** Whether a request that changes something comes from the page itself: it has to say so. */
export const isOwnAction = (headers: IncomingHttpHeaders): boolean =>
  headers.origin !== undefined && isOwnPage(headers);
