import { runCommand } from '@acado/command-line/testing';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { switchTraffic } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switch-'));
afterAll(() => rmSync(folder, { recursive: true }));

const APIS = [
  ...['--domain', 'api.example.com', '--region', 'eu-west-1'],
  ...['--rest-api', 'a1b2c3d4e5/prod', '--http-api', 'f6g7h8i9j0/$default'],
];
const WEIGHTED = [
  ...['--strategy', 'weighted', '--hosted-zone', 'Z0123456789ABC'],
  ...['--certificate', 'arn:aws:acm:us-east-1:111122223333:certificate/0d1e2f3a'],
];

const definition = (name: string, auth: string, type = 'aws_proxy'): string => {
  const path = join(folder, name);
  const integration = {
    ...{ type, httpMethod: 'POST' },
    uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations',
  };
  const security = auth === '' ? {} : { security: [{ sigv4: [] }] };
  writeFileSync(
    path,
    JSON.stringify({
      ...{ openapi: '3.0.1', info: { title: 'pets' } },
      paths: { '/pets': { get: { 'x-amazon-apigateway-integration': integration, ...security } } },
      components: {
        securitySchemes: {
          sigv4: {
            ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
            'x-amazon-apigateway-authtype': 'awsSigv4',
          },
        },
      },
    }),
  );
  return path;
};

describe('switch', () => {
  it('prints a runbook, or the plan as JSON', async () => {
    const { exitCode, stdout } = await runCommand(switchTraffic, APIS);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('### 2. Let api.example.com lead to the HTTP API');
    const { stdout: json } = await runCommand(switchTraffic, [...APIS, ...WEIGHTED, '--json']);
    expect(JSON.parse(json)).toMatchObject({ inputs: { strategy: 'weighted' } });
  });

  it('writes everything into a folder', async () => {
    const out = join(folder, 'out');
    const { stdout } = await runCommand(switchTraffic, [...APIS, ...WEIGHTED, '--out', out]);
    expect(stdout).toBe('');
    expect(readdirSync(out).sort()).toEqual([
      'alarms.yml',
      'dns.sh',
      'front.yml',
      'plan.json',
      'runbook.md',
    ]);
  });

  it('plans nothing while a route is blocked, unless it is forced to', async () => {
    const args = [...APIS, '--definition', definition('mock.json', '', 'mock')];
    const refused = await runCommand(switchTraffic, args);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(/Nothing is planned.*\n +GET \/pets: /);
    const forced = await runCommand(switchTraffic, [...args, '--force']);
    expect(forced.exitCode).toBe(0);
    expect(forced.stdout).toContain('Blocked, and planned by force: GET /pets');
  });

  it('lists what needs a rewrite among the preconditions', async () => {
    const path = definition('proxy.json', '');
    const { exitCode, stdout } = await runCommand(switchTraffic, [...APIS, '--definition', path]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('is dealt with (payload-format)');
    const pinned = ['--definition', path, '--payload', '1.0'];
    expect((await runCommand(switchTraffic, [...APIS, ...pinned])).stdout).not.toContain(
      'payload-format',
    );
  });

  it('does not send signed requests through a distribution', async () => {
    const args = [...APIS, '--definition', definition('signed.json', 'iam')];
    const { exitCode, stderr } = await runCommand(switchTraffic, [...args, ...WEIGHTED]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('GET /pets: signed requests do not pass');
    expect((await runCommand(switchTraffic, args)).exitCode).toBe(0);
  });

  it.each([
    [['--rest-api', 'x'], '--rest-api: Expected id and stage'],
    [['--rest-api', "a'b/prod"], '--rest-api (id): Expected the id of an API'],
    [['--domain', 'api.example.com; rm -rf /'], '--domain: Expected a name'],
    [['--strategy', 'magic'], '--strategy: Expected one of at-once'],
    [['--strategy', 'weighted'], '--hosted-zone: --strategy weighted needs it'],
    [['--strategy', 'canary'], '--distribution: --strategy canary needs it'],
    [['--strategy', 'base-paths'], '--base-path: --strategy base-paths needs at least one'],
    [['--base-path', 'a', '--base-path', 'b'], '--base-path: --strategy at-once needs at most one'],
    [['--base-path', 'a b'], '--base-path (0): Expected a path'],
    [['--weights', '50,5,100'], '--weights: Expected rising percentages'],
    [['--weights', '5,50'], '--weights: Expected rising percentages that end with 100'],
    [['--weights', 'x'], '--weights (0): '],
    [['--minutes', '0'], '--minutes: '],
    [['--region', 'mars'], '--region: Expected a region'],
    [
      [...WEIGHTED, '--certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/0d1e2f3a'],
      '--certificate: CloudFront takes certificates of us-east-1 alone',
    ],
    [['--definition', '/nowhere'], 'There is no /nowhere'],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await runCommand(switchTraffic, [...APIS, ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
