import { type IncomingMessage } from 'node:http';

const MAX_BYTES = 10 * 1024 * 1024;

/** The whole body of a request; `too large` as soon as it is over 10 MB. Rejects when the client goes away. */
export const readBody = (request: IncomingMessage): Promise<Buffer | 'too large'> =>
  new Promise((resolve, reject) => {
    const gone = () => reject(new Error('The client closed the connection.'));
    if (request.destroyed) return gone();
    if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) return resolve('too large');
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) return void chunks.push(chunk);
      request.removeAllListeners('data');
      resolve('too large');
    });
    request.on('end', () => resolve(Buffer.concat(chunks, bytes)));
    request.on('error', reject);
    request.on('close', gone);
  });
