import { CommandError } from '@acado/command-line';
import { once } from 'node:events';
import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectSafely } from 'node:tls';

const CONNECT_MS = 10_000;

/**
 * Connects once, so that a wrong URL is no load of errors. At an https URL it verifies who answers: the engine does not,
 * and requests may carry tokens.
 *
 * @throws {CommandError} If nobody answers there, or the certificate is not valid.
 */
export async function checkReachable(url: string): Promise<void> {
  const { protocol, hostname, port } = new URL(url);
  const isSafe = protocol === 'https:';
  // The brackets of an IPv6 address are the URL's.
  const host = hostname.replace(/^\[|\]$/g, '');
  const at = { host, port: Number(port || (isSafe ? 443 : 80)) };
  const socket = isSafe
    ? connectSafely({ ...at, servername: isIP(host) ? undefined : host })
    : connectPlain(at);
  try {
    const signal = AbortSignal.timeout(CONNECT_MS);
    await once(socket, isSafe ? 'secureConnect' : 'connect', { signal });
  } catch (error) {
    throw new CommandError(
      `${url} can not be reached${isSafe ? ' safely' : ''}: ${reasonOf(error)}`,
    );
  } finally {
    socket.destroy();
  }
}

function reasonOf(error: unknown): string {
  const { name = '', code = '', message = '' } = error as Partial<NodeJS.ErrnoException>;
  if (name === 'AbortError') return `nobody answers within ${CONNECT_MS / 1000} s`;
  const isCertificate = /CERT|VERIFY|ALTNAME/.test(code);
  // Several addresses of one name have a code, and no message.
  return `${message || code}${isCertificate ? '; NODE_EXTRA_CA_CERTS names a file of certificates to trust' : ''}`;
}
