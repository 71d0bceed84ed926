import { CommandError } from '@acado/command-line';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect } from 'node:tls';

const CONNECT_MS = 10_000;

/**
 * Verifies who answers at an https URL, once: the engine does not, and requests may carry tokens.
 *
 * @throws {CommandError} If the certificate is not valid for it.
 */
export async function checkCertificate(url: string): Promise<void> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'https:') return;
  const servername = isIP(hostname) ? undefined : hostname;
  const socket = connect({ host: hostname, port: Number(port || 443), servername });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(CONNECT_MS) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${url} can not be reached safely: ${reason}`);
  } finally {
    socket.destroy();
  }
}
