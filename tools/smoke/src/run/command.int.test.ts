import { runCommand } from '@acado/command-line/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';

/** What worker-b answers, without a worker-b. */
function aWorker(): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  server.get('/orders/:id', (request, reply) => {
    const { id } = request.params as { id: string };
    const status = id === 'smoke-test' ? 400 : 404;
    const problem = { type: 'about:blank', title: 'No', status, detail: 'No', code: 'NO' };
    return reply
      .status(status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify({ ...problem, requestId: '1', errors: [{ field: 'id' }] }));
  });
  return server;
}

/** What CloudFormation says of stacks. */
function aCloudFormation(url: () => string): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  server.post('/', (request, reply) => {
    void reply.header('content-type', 'text/xml');
    const stack = new URLSearchParams(String(request.body)).get('StackName');
    if (stack !== 'acado-worker-b-dev')
      return reply
        .status(400)
        .send(
          `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${stack} does not exist</Message></Error></ErrorResponse>`,
        );
    return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${stack}</StackName><CreationTime>2026-11-20T15:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs><member><OutputKey>HttpApiUrl</OutputKey><OutputValue>${url()}</OutputValue></member></Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  });
  return server;
}

describe('run', () => {
  let directory: string;
  let worker: FastifyInstance;
  let cloudFormation: FastifyInstance;
  let url: string;
  const before = { ...process.env };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'smoke-'));
    worker = aWorker();
    url = await worker.listen({ port: 0, host: '127.0.0.1' });
    cloudFormation = aCloudFormation(() => url);
    process.env.AWS_ENDPOINT_URL = await cloudFormation.listen({ port: 0, host: '127.0.0.1' });
    process.env.AWS_ACCESS_KEY_ID = 'test';
    process.env.AWS_SECRET_ACCESS_KEY = 'test';
  });
  afterAll(async () => {
    await worker.close();
    await cloudFormation.close();
    await rm(directory, { recursive: true });
    process.env = before;
  });

  const smoke = (...args: string[]) => runCommand(run, ['--report', directory, ...args]);

  it('is green, says so in a few lines and writes its reports', async () => {
    const { exitCode, stdout } = await smoke('worker-b', '--url', `${url}/`);

    expect(stdout).toContain('worker-b: Green: 2 requests, 4 assertions');
    expect(exitCode).toBe(0);
    const [folder = ''] = await readdir(directory);
    expect(folder).toMatch(/Z-smoke-worker-b$/);
    expect(await readFile(join(directory, folder, 'report.html'), 'utf8')).toContain('Green');
  });

  it('is red with a sentence where nothing listens', async () => {
    const { exitCode, stdout } = await smoke('services/worker-b', '--url', 'http://127.0.0.1:9');

    expect(exitCode).toBe(1);
    expect(stdout).toContain('Nothing listens at http://127.0.0.1:9');
    expect(stdout).not.toMatch(/\n\s+at /);
  });

  it('prints JSON and nothing else', async () => {
    const { exitCode, stdout } = await smoke('ingest-a', '--url', url, '--json');

    expect(exitCode).toBe(1);
    const { green, runs } = JSON.parse(stdout) as { green: boolean; runs: unknown[] };
    expect(green).toBe(false);
    expect(runs).toMatchObject([{ service: 'ingest-a', target: 'url', green: false }]);
  });

  it('asks what is deployed where its stack says that it is', async () => {
    const { exitCode, stdout } = await smoke('worker-b', '--stage', 'dev');

    expect(stdout).toContain(`(${url}, `);
    expect(exitCode).toBe(0);
  });

  it.each([
    [['worker-b', '--stage', 'prod'], 'There is no stack acado-worker-b-prod'],
    [['shop'], 'There is no service "shop" with an HTTP API; there are '],
    [['s3-archiver'], 'There is no service "s3-archiver" with an HTTP API'],
    [['worker-b', '--url', 'here'], '--url: expected a URL'],
    [
      ['worker-b', '--url', 'http://127.0.0.1:9', '--report', '/dev/null/x'],
      '--report /dev/null/x',
    ],
  ])('says what is wrong with %j', async (args, message) => {
    const { exitCode, stderr } = await smoke(...args);

    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
