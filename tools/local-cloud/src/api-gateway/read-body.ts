import { type Exchange } from './serve.ts';

const MAX_BYTES = 10 * 1024 * 1024;

/** The whole body of a request; `too large` as soon as it is over 10 MB. Rejects when the client goes away. */
export const readBody = ({ request, observed }: Exchange): Promise<Buffer | 'too large'> =>
  new Promise((resolve, reject) => {
    const gone = () => reject(new Error('The client closed the connection.'));
    if (request.destroyed) return gone();
    if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) return resolve('too large');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => {
      observed.requestBytes += chunk.length;
      if (observed.requestBytes <= MAX_BYTES) return void chunks.push(chunk);
      request.removeAllListeners('data');
      resolve('too large');
    });
    request.on('end', () => resolve(Buffer.concat(chunks, observed.requestBytes)));
    request.on('error', reject);
    request.on('close', gone);
  });
