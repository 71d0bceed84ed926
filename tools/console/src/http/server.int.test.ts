import type { FastifyInstance } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain } from '../explain.ts';
import { createHub } from '../live/hub.ts';
import { createObserver } from '../live/observer.ts';
import type { State } from '../model/types.ts';
import { createServer } from './create-server.ts';

const state: State = {
  pipeline: { nodes: [], edges: [], lanes: 0 },
  ...{ figures: {}, deadLetters: [], functions: [], invocations: 1 },
  costs: { lastHour: 0 },
};

describe('the server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  let app: FastifyInstance;
  let port: number;
  let look: () => Promise<State> = () => Promise.resolve(state);

  beforeAll(async () => {
    mkdirSync(join(folder, 'reports/evidence'), { recursive: true });
    writeFileSync(join(folder, 'reports/evidence/index.html'), '<script>1</script>');
    app = createServer({
      ...{ explain, reports: join(folder, 'reports') },
      observer: createObserver(join(folder, 'outputs.json'), {
        ...{ root: folder, journals: join(folder, 'journals') },
      }),
      hub: createHub({ look: () => look(), explain, intervalMs: 5 }),
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = app.server.address() as AddressInfo);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const send = (method: string, path: string, headers: OutgoingHttpHeaders = {}, body?: string) =>
    new Promise<{ status?: number; headers: Record<string, unknown>; text: string }>(
      (resolve, reject) => {
        const sent = request(
          { host: '127.0.0.1', ...{ port, method, path, headers } },
          (answer) => {
            let text = '';
            answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
            answer.on('end', () => {
              resolve({ status: answer.statusCode, headers: answer.headers, text });
            });
          },
        );
        sent.on('error', reject).end(body);
      },
    );
  const own = () => `http://127.0.0.1:${port}`;
  const json = { 'content-type': 'application/json' };

  it('serves its page with a policy that lets nothing in from elsewhere', async () => {
    for (const path of ['/', '/app.js', '/page.css', '/icon.svg']) {
      const { status, headers } = await send('GET', path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('answers neither by another name nor to another page', async () => {
    const evil = { host: `evil.example:${port}` };
    expect((await send('GET', '/', evil)).status).toBe(403);
    expect((await send('GET', '/api/reports', { 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    );
    expect((await send('GET', '/api/reports', { origin: 'http://evil.example' })).status).toBe(403);
    expect((await send('GET', '/api/reports')).status).toBe(200);
  });

  it('does nothing unless its own page asks', async () => {
    const order = JSON.stringify({ body: '{}' });
    for (const origin of [undefined, 'null', 'http://evil.example', `http://localhost:${port}`])
      expect(
        (await send('POST', '/api/orders', { ...json, ...(origin && { origin }) }, order)).status,
      ).toBe(403);
    const answer = await send('POST', '/api/orders', { ...json, origin: own() }, order);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      502,
      { problem: 'The local cloud is not ready: start it with npm start' },
    ]);
  });

  it('names what is wrong with a request', async () => {
    const answer = await send('POST', '/api/orders', { ...json, origin: own() }, '{"body": 1}');
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('body')]);
    const broken = await send('POST', '/api/orders', { ...json, origin: own() }, '{');
    expect([broken.status, broken.text]).toEqual([
      400,
      expect.stringMatching(/^{"problem":"Body is/),
    ]);
    expect((await send('GET', '/api/nothing')).status).toBe(404);
  });

  it('shuts reports into a sandbox, and shows nothing besides them', async () => {
    const { status, headers } = await send('GET', '/reports/evidence/index.html');
    expect([status, headers['content-security-policy']]).toEqual([
      200,
      expect.stringMatching(/^sandbox allow-scripts allow-popups; default-src 'none'/),
    ]);
    for (const path of ['/reports/../outputs.json', '/reports/%2e%2e/outputs.json', '/reports/'])
      expect([path, (await send('GET', path)).status]).toEqual([path, 404]);
  });

  it('keeps for a viewer that does not read no more than the newest', async () => {
    let version = 0;
    const big = 'x'.repeat(500_000);
    look = () =>
      Promise.resolve({
        ...state,
        invocations: ++version,
        deadLetters: [{ queue: big, depth: 1 }],
      });
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /api/live HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
    socket.pause();
    const until = async (done: () => boolean) => {
      while (!done()) await sleep(5);
    };
    await until(() => version >= 100);
    const missed = version;
    look = () => Promise.resolve({ ...state, invocations: 999_999 });
    let read = '';
    socket.on('data', (chunk: Buffer) => (read += chunk.toString())).resume();
    await until(() => read.includes('999999'));
    socket.destroy();
    expect(read.match(/data: /g)?.length).toBeLessThan(missed / 2);
    look = () => Promise.resolve(state);
  });

  it('tells every viewer what is going on, and when it is known no more', async () => {
    const viewers = await Promise.all(
      [1, 2].map(async () => (await fetch(`${own()}/api/live`)).body!.getReader()),
    );
    const read = async (viewer: (typeof viewers)[0], wanted: string) => {
      for (let text = ''; !text.includes(wanted);) {
        const { value, done } = await viewer.read();
        if (done) throw new Error(`The stream ended without ${wanted}`);
        text += Buffer.from(value).toString();
      }
    };
    for (const viewer of viewers) await read(viewer, `data: ${JSON.stringify({ state })}\n\n`);
    look = () => Promise.reject(new Error('connect ECONNREFUSED'));
    for (const viewer of viewers) await read(viewer, '"problem":"The local cloud does not answer');
    look = () => Promise.resolve(state);
    for (const viewer of viewers) await read(viewer, '{"state":');
    for (const viewer of viewers) await viewer.cancel();
  });
});
