import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type CodeLinks, createCodeLinks } from './code-links.ts';

const fetched = async ({ page }: CodeLinks, url: string, method = 'GET') => {
  let status = 0;
  const response = Object.assign(new PassThrough(), {
    writeHead: (written: number) => void (status = written),
  });
  const { pathname } = new URL(url);
  page({ method, url: pathname } as IncomingMessage, response as unknown as ServerResponse);
  const text = Buffer.concat(await response.toArray()).toString();
  return [status, text] as const;
};

describe('createCodeLinks', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'code-links-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives a package to whoever has its link, for ten minutes', async () => {
    const clock = { now: 0 };
    const zipFile = join(folder, 'code.zip');
    writeFileSync(zipFile, 'zip');
    const links = createCodeLinks('http://127.0.0.1:4566', () => clock.now);
    const url = links.linkTo(zipFile);

    expect(await fetched(links, url)).toEqual([200, 'zip']);
    clock.now = 10 * 60_000 + 1;
    expect((await fetched(links, url))[0]).toBe(403);
  });

  it('has a new link each time, and knows no others', async () => {
    const links = createCodeLinks('http://127.0.0.1:4566');
    const [one, other] = [links.linkTo(folder), links.linkTo(folder)];

    expect(one).not.toBe(other);
    expect((await fetched(links, `${one}x`))[0]).toBe(403);
    expect((await fetched(links, one, 'DELETE'))[0]).toBe(403);
  });
});
