import { CommandError } from '@acado/command-line';
import http from 'node:http';
import https from 'node:https';
import type { RecordedRequest } from '../recording/recording.ts';
import type { Answer } from './answer.ts';

/** Longer than any integration may take. */
const TIMEOUT_MS = 60_000;

/** An API to send requests to. */
export interface Sender {
  send(request: RecordedRequest, signal: AbortSignal): Promise<Answer>;
  close(): void;
}

/**
 * Sends requests to an API, byte for byte as they were recorded: nothing is encoded, followed or uncompressed.
 *
 * @param baseUrl With the stage, if the API's URL has one.
 */
export function createSender(baseUrl: string): Sender {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const { Agent, request: open } = protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const prefix = pathname.replace(/\/+$/, '');
  return {
    send: (recorded, signal) =>
      new Promise((resolve, reject) => {
        const { method, path, headers, body } = recorded;
        const startedAt = performance.now();
        const request = open(
          {
            ...{ agent, method, signal, timeout: TIMEOUT_MS },
            hostname: hostname.replace(/^\[|\]$/g, ''),
            port,
            path: `${prefix}${path}`,
            headers: [
              ...['host', port === '' ? hostname : `${hostname}:${port}`],
              ...headers.flat(),
              ...(body ? ['content-length', String(body.length)] : []),
            ],
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                headers: pairsOf(response.rawHeaders),
                body: Buffer.concat(chunks),
                ms: performance.now() - startedAt,
              }),
            );
          },
        );
        request.on('timeout', () => request.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)));
        request.on('error', (error) => reject(signal.aborted ? error : problem(baseUrl, error)));
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}

const problem = (url: string, { message }: Error): CommandError =>
  new CommandError(`${url} does not answer: ${message}`);

function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    pairs.push([raw[index]!.toLowerCase(), raw[index + 1]!]);
  return pairs;
}
