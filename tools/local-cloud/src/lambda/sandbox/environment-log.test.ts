import { PassThrough } from 'node:stream';
import { createEnvironmentLog } from './environment-log.ts';

const createLog = () => {
  const written: string[] = [];
  return { written, log: createEnvironmentLog((lines) => written.push(...lines)) };
};

const follow = async (text: string[]) => {
  const { written, log } = createLog();
  const stream = new PassThrough();
  log.follow(stream);
  for (const chunk of text) stream.write(chunk);
  stream.end();
  await new Promise((resolve) => stream.on('end', resolve));
  return written;
};

describe('createEnvironmentLog', () => {
  it('puts lines together that arrive in pieces', async () => {
    expect(await follow(['one\ntw', 'o\nthree'])).toEqual(['one', 'two', 'three']);
  });

  it('keeps the lines of one message together', async () => {
    expect(await follow(['a\rb\n'])).toEqual(['a\nb']);
  });

  it('cuts a line that never ends', async () => {
    const lines = await follow(['x'.repeat(600_000)]);

    expect(lines.map((line) => line.length)).toEqual([262_144, 262_144, 75_712]);
  });

  it('keeps the last 4 KB of the current invocation', () => {
    const { log } = createLog();
    log.add('before');
    log.startInvocation('START');
    log.add('é'.repeat(3000), 'END');

    const tail = log.tail();

    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(4096);
    expect(tail).toMatch(/é\nEND\n$/);
    log.startInvocation('START');
    expect(log.tail()).toBe('START\n');
  });
});
