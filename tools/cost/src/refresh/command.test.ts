import {
  cpSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { createPriceBook } from '@acado/pricing';
import { runCommand } from '@acado/command-line/testing';
import { refresh } from './command.ts';

/** Small offer files in the layout and structure of the AWS price list. */
const OFFERS = join(import.meta.dirname, 'fixtures');
const BOOK = join(import.meta.dirname, '../../../../libs/pricing/src/book/regions');

let book: string;
const run = (...args: string[]) => runCommand(refresh, ['--book', book, ...args]);
const contentOf = (folder: string) =>
  readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
const regionOf = (region: string) =>
  createPriceBook({ [region]: JSON.parse(readFileSync(join(book, `${region}.json`), 'utf8')) });

beforeEach(() => {
  book = mkdtempSync(join(tmpdir(), 'price-book-'));
  cpSync(BOOK, book, { recursive: true });
});
afterEach(() => {
  rmSync(book, { recursive: true });
});

describe('refresh', () => {
  it('writes the prices of the offer files and prints what changed', async () => {
    const { exitCode, stdout } = await run('--base', OFFERS);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /us-east-1 +api-gateway\.http\.requests +above 300000000 +0\.0000009 +→ +0\.00000095 +\+5\.56 %/,
    );
    expect(stdout).toMatch(/us-east-2 +sqs\.requests\.standard +unknown +→ +0\.0000004/);
    expect(stdout).toContain('several prices, none taken: sns.publishes.standard');
    const changed = regionOf('us-east-1').price('us-east-1', 'api-gateway.http.requests');
    expect(changed.tiers.map(({ text }) => text)).toEqual(['0.000001', '0.00000095']);
    expect(changed).toMatchObject({
      source: expect.stringContaining('AWS price list AmazonApiGateway version 20261118000000'),
      date: '2026-11-18',
      confidence: 'H',
    });
    expect(regionOf('us-east-2').price('us-east-2', 'lambda.duration.x86_64').tiers).toHaveLength(
      3,
    );
    expect(regionOf('us-east-1').price('us-east-1', 'kms.keys').tiers[0]?.text).toBe('1');
  });

  it('leaves the files of regions without offer files as they are, to the byte', async () => {
    await run('--base', OFFERS);
    for (const region of ['us-west-2', 'eu-west-1']) {
      const [before, after] = [BOOK, book].map((folder) =>
        readFileSync(join(folder, `${region}.json`)),
      );
      expect(after).toEqual(before);
    }
  });

  it('has nothing to do the second time', async () => {
    await run('--base', OFFERS);
    const before = contentOf(book);
    const { exitCode, stdout } = await run('--base', OFFERS, '--check');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('us-east-1: 0 changed, 0 confirmed');
    await run('--base', OFFERS);
    expect(contentOf(book)).toEqual(before);
  });

  it('writes nothing with --check, and fails if a price changed', async () => {
    const before = contentOf(book);
    expect((await run('--base', OFFERS, '--check')).exitCode).toBe(1);
    expect((await run('--base', OFFERS, '--check', '--region', 'us-west-2')).exitCode).toBe(2);
    expect(contentOf(book)).toEqual(before);
  });

  it('keeps to the regions it is told', async () => {
    const { stdout } = await run('--base', OFFERS, '--region', 'us-east-2');
    expect(stdout).not.toContain('us-east-1');
  });

  it('prints JSON', async () => {
    const { stdout } = await run('--base', OFFERS, '--region', 'us-east-1', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      {
        region: 'us-east-1',
        changes: [{ item: 'api-gateway.http.requests', old: '0.0000009', new: '0.00000095' }],
        ambiguous: ['sns.publishes.standard'],
      },
    ]);
  });

  it('does not believe a price that changed a lot until it is told to', async () => {
    const file = join(book, 'us-east-1.json');
    const text = readFileSync(file, 'utf8').replace('"0": "0.000001"', '"0": "0.001"');

    writeFileSync(file, text);
    const refused = await run('--base', OFFERS);
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('0.001 → 0.000001'),
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect((await run('--base', OFFERS, '--accept-large')).exitCode).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toBe(text);
  });

  it.each([
    [['--base', '/nowhere'], /There is no offer file under \/nowhere/],
    [['--region', 'mars-1'], /--region: "mars-1" is none of us-east-1/],
    [['--force'], /--force/],
    [['--base', OFFERS, '--book', '/nowhere'], /us-east-1\.json: ENOENT/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await run(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('refresh over HTTP', () => {
  let server: Server;
  let broken: number | 'cut' | undefined;
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  beforeEach(async () => {
    broken = undefined;
    server = createServer((request, response) => {
      const file = join(OFFERS, request.url ?? '');
      if (typeof broken === 'number') response.writeHead(broken).end();
      else if (!existsSync(file)) response.writeHead(404).end();
      else if (broken === 'cut') response.writeHead(200).end('{"version":"1","products":{');
      else {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        createReadStream(file).pipe(createGzip()).pipe(response);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  it('reads offer files, and takes a missing one as a service that is not there', async () => {
    const { exitCode, stdout } = await run('--base', base(), '--region', 'us-east-2');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/us-east-2: 7 changed.*\n +no offer file: AmazonApiGateway/);
    const { source } = regionOf('us-east-2').price('us-east-2', 'sqs.requests.standard');
    expect(source).toContain('/offers/v1.0/aws/AWSQueueService/current/us-east-2/index.json');
  });

  it.each([
    [500, /Offer file of AWSLambda in us-east-1 .*: HTTP status 500/],
    ['cut' as const, /Offer file of AWSLambda in us-east-1 .*: the JSON document ends too early/],
  ])('writes nothing when a file cannot be read: %s', async (how, message) => {
    broken = how;
    const before = contentOf(book);
    const { exitCode, stderr } = await run('--base', base(), '--region', 'us-east-1');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(contentOf(book)).toEqual(before);
  });

  it('says when the server cannot be reached', async () => {
    const { stderr } = await run('--base', 'http://127.0.0.1:1', '--region', 'us-east-1');
    expect(stderr).toMatch(
      /Offer file of AWSLambda in us-east-1 under http:\/\/127\.0\.0\.1:1: fetch failed: .+/,
    );
  });
});
