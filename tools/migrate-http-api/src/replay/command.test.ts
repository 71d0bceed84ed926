import { runCommand } from '@acado/command-line/testing';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replay } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => void server.close()));
afterAll(() => rmSync(folder, { recursive: true }));

const start = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const recording = (requests: object[]): string => {
  const path = join(folder, 'recording.json');
  writeFileSync(path, JSON.stringify({ requests }));
  return path;
};

describe('replay', () => {
  it('sends each request to both, byte for byte, with the headers that are given', async () => {
    const seen: unknown[] = [];
    const listener: RequestListener = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push([request.method, request.url, request.headers, Buffer.concat(chunks).toString()]);
        response.end();
      });
    };
    const [before, after] = [await start(listener), await start(listener)];
    const path = '/a%2Fb//c/../d?x=1&x=%20';

    const { exitCode, stdout } = await runCommand(replay, [
      ...['--before', `${before}/dev/`, '--after', after, '--header', 'authorization: Bearer t'],
      recording([{ method: 'PUT', path, headers: { 'X-A': ['1', '2'] }, text: '{' }]),
    ]);

    const headers = { 'x-a': '1, 2', authorization: 'Bearer t', 'content-length': '1' };
    expect(seen).toEqual([
      ['PUT', `/dev${path}`, expect.objectContaining(headers), '{'],
      ['PUT', path, expect.objectContaining(headers), '{'],
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('1 request reached the function: no difference.');
  });

  it('fails with what differs, and with what would explain it', async () => {
    const answer =
      (type: string): RequestListener =>
      (_, response) =>
        void response.writeHead(200, { 'content-type': type }).end('hi');
    const args = [
      ...['--before', await start(answer('application/json'))],
      ...['--after', await start(answer('text/plain;charset=utf-8'))],
      recording([{ path: '/<b>' }]),
    ];

    const { exitCode, stdout } = await runCommand(replay, [...args, '--report', folder]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('header content-type: application/json → text/plain;charset=utf-8');
    expect(stdout).toContain('--accept default-content-type');

    const accepted = await runCommand(replay, [...args, '--accept', 'default-content-type=fine']);
    expect(accepted.exitCode).toBe(0);
    expect(accepted.stdout).toContain('accepted: fine');
    expect((await runCommand(replay, [...args, '--ignore', 'header content-type'])).exitCode).toBe(
      0,
    );
  });

  it('lists the known differences', async () => {
    const { stdout } = await runCommand(replay, ['--differences', '--json']);
    expect(JSON.parse(stdout).differences).toContainEqual(
      expect.objectContaining({ id: 'no-route', unlessAccepted: 'listed' }),
    );
  });

  it.each([
    [[], 'Expected one recording'],
    [['/nowhere'], 'There is no /nowhere'],
    [['R'], 'Expected --before and --after, or --service'],
    [['R', '--before', 'x', '--after', 'http://a'], '--before: Expected a URL'],
    [['R', '--service', 'x', '--after', 'http://a'], 'not both'],
    [['R', '--service', 'x', '--payload', '3'], '--payload: Expected 1.0 or 2.0'],
    [['R', '--service', '/nowhere'], 'There is no /nowhere'],
    [['R', '--accept', 'wishes'], 'no difference or rule "wishes"'],
    [['R', '--header', 'x'], '--header: Expected name:value'],
    [['R', '--before', 'http://127.0.0.1:1', '--after', 'http://127.0.0.1:1'], 'does not answer'],
  ])('refuses %j', async (args, message) => {
    const path = recording([{ path: '/' }]);
    const { exitCode, stderr } = await runCommand(
      replay,
      args.map((arg) => (arg === 'R' ? path : arg)),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
