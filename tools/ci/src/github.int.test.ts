import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gitHubOf } from './github.ts';

describe('gitHubOf', () => {
  let server: Server;
  let requests: { call: string; authorization: string | undefined; body: unknown }[];
  /** A GitHub that answers calls that start so. */
  const gitHub = async (answers: Record<string, unknown>) => {
    requests = [];
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const call = `${request.method} ${request.url}`;
        requests.push({
          ...{ call, authorization: request.headers.authorization },
          body: body === '' ? undefined : JSON.parse(body),
        });
        const [, answer] = Object.entries(answers).find(([start]) => call.startsWith(start)) ?? [];
        response.writeHead(answer === undefined ? 404 : 200);
        response.end(JSON.stringify(answer ?? { message: 'Not Found' }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const GITHUB_API_URL = `http://127.0.0.1:${port}`;
    return gitHubOf({ GITHUB_API_URL, GITHUB_REPOSITORY: 'o/r', GH_TOKEN: 'secret' });
  };
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('asks which commits were green', async () => {
    const github = await gitHub({
      'GET /repos/o/r/actions/workflows/ci.yml/runs': {
        workflow_runs: [{ head_sha: 'b' }, { head_sha: 'a' }],
      },
    });

    expect(await github.greenCommits('ci.yml', 'main', 'b')).toEqual(['b', 'a']);
    expect(requests[0]).toMatchObject({
      call: 'GET /repos/o/r/actions/workflows/ci.yml/runs?branch=main&event=push&status=success&per_page=100&head_sha=b',
      authorization: 'Bearer secret',
    });
  });

  it('knows what an environment has by the last deployment that succeeded, and what came after it', async () => {
    const github = await gitHub({
      'GET /repos/o/r/deployments?environment=dev&task=deploy%3Astacks': [
        { id: 3, sha: 'c' },
        { id: 2, sha: 'b' },
      ],
      'GET /repos/o/r/deployments/3/statuses': [{ state: 'in_progress' }],
      'GET /repos/o/r/deployments/2/statuses': [{ state: 'inactive' }, { state: 'success' }],
    });

    expect(await github.deployed('dev')).toEqual({ commit: 'b', isSettled: false });
  });

  it('knows of no commit before the first deployment', async () => {
    const github = await gitHub({ 'GET /repos/o/r/deployments': [] });

    expect(await github.deployed('dev')).toEqual({ commit: undefined, isSettled: true });
  });

  it('records a deployment with its success', async () => {
    const github = await gitHub({
      'POST /repos/o/r/deployments/5/statuses': {},
      'POST /repos/o/r/deployments': { id: 5 },
      'GET /repos/o/r/deployments': [],
    });

    await github.recordDeployment('prod', 'c', 'success', 'https://log');

    expect(requests.flatMap(({ body }) => body ?? [])).toEqual([
      {
        ...{ ref: 'c', task: 'deploy:stacks', environment: 'prod', auto_merge: false },
        ...{ required_contexts: [], production_environment: true },
      },
      { state: 'success', log_url: 'https://log' },
    ]);
  });

  it('notes the end of a deployment where its beginning is', async () => {
    const github = await gitHub({
      'POST /repos/o/r/deployments/4/statuses': {},
      'GET /repos/o/r/deployments/4/statuses': [{ state: 'in_progress' }],
      'GET /repos/o/r/deployments': [{ id: 4, sha: 'c' }],
    });

    await github.recordDeployment('dev', 'c', 'success');

    expect(requests.flatMap(({ body }) => body ?? [])).toEqual([{ state: 'success' }]);
  });

  it('says what GitHub said, and what is missing', async () => {
    const github = await gitHub({});

    await expect(github.deployed('dev')).rejects.toThrow(/deployments.*404.*Not Found/);
    await expect(gitHubOf({}).deployed('dev')).rejects.toThrow('GH_TOKEN');
  });
});
