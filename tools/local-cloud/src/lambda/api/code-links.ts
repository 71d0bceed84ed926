import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type RequestListener } from 'node:http';
import { pipeline } from 'node:stream';

/** Where clients get a function's package from without signing: as on AWS, whoever knows the URL, for ten minutes. */
export type CodeLinks = {
  linkTo(zipFile: string): string;
  /** Serves the links. */
  page: RequestListener;
};

const validMs = 10 * 60_000;

export const codePath = '/_local/code/';

export const createCodeLinks = (endpoint: string, now: () => number = Date.now): CodeLinks => {
  const links = new Map<string, { zipFile: string; validUntil: number }>();

  return {
    linkTo: (zipFile) => {
      for (const [token, { validUntil }] of links) if (validUntil < now()) links.delete(token);
      const token = randomBytes(24).toString('base64url');
      links.set(token, { zipFile, validUntil: now() + validMs });
      return `${endpoint}${codePath}${token}`;
    },
    page: (request, response) => {
      const link = links.get((request.url ?? '').slice(codePath.length));
      if (request.method !== 'GET' || !link || link.validUntil < now()) {
        response.writeHead(403, { 'content-type': 'text/plain' });
        response.end('This link is not valid, or not any more.\n');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/zip' });
      // One that breaks off in the middle is a connection that breaks off.
      pipeline(createReadStream(link.zipFile), response, () => undefined);
    },
  };
};
