import { type IncomingMessage } from 'node:http';

export const splitUrl = ({ url = '/' }: IncomingMessage): { path: string; query: string } => {
  // A proxy-style request line (`GET http://host/path`) carries the whole URL.
  const target = url.startsWith('/') ? url : url.replace(/^[a-z]+:\/\/[^/?]*/i, '');
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark < 0 ? '' : target.slice(mark + 1) };
};

/** Headers of the connection, in lower case: not handed on in either direction. */
export const CONNECTION_HEADERS = new Set([
  ...['connection', 'expect', 'keep-alive', 'proxy-connection', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade'],
]);

export type Forwarded = { for: string; port: string; proto: 'http' };

/** What `X-Forwarded-…` say; addresses that came with the request stay in front. */
export const forwardedOf = ({ headers, socket }: IncomingMessage): Forwarded => {
  const address = socket.remoteAddress ?? '';
  const before = headers['x-forwarded-for'];
  return {
    for: before === undefined ? address : `${String(before)}, ${address}`,
    port: String(socket.localPort ?? ''),
    proto: 'http',
  };
};

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `12/Mar/2020:19:03:58 +0000` */
export const commonLogTime = (date: Date): string => {
  const [year = '', , day = ''] = date.toISOString().slice(0, 10).split('-');
  const time = date.toISOString().slice(11, 19);
  return `${day}/${MONTHS[date.getUTCMonth()]}/${year}:${time} +0000`;
};
