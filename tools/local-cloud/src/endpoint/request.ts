import { type IncomingMessage } from 'node:http';

/** The whole body; `undefined` when it is longer than `limit` bytes. */
export const readBody = async (
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk); // the rest is read and dropped, so that the answer reaches the client
  }
  return length <= limit ? Buffer.concat(chunks, length) : undefined;
};

/**
 * Whether a program on this machine sent the request, rather than a web page that a browser shows:
 * no page may reach the cloud by its address or by a host name made to point here.
 */
export const isFromThisMachine = ({ headers }: IncomingMessage): boolean => {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const ours = /^(127(\.\d+){3}|\[::1\]|([^.]+\.)*localhost)$/.test(host);
  const site = headers['sec-fetch-site'];
  return ours && (site === undefined || site === 'same-origin' || site === 'none');
};
