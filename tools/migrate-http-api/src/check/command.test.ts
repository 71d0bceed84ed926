import { runCommand } from '@acado/command-line/testing';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The path of a file with this content. */
function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const proxy = (type: string) => ({
  openapi: '3.0.1',
  info: { title: 'pets' },
  paths: {
    '/pets': { get: { 'x-amazon-apigateway-integration': { type, uri: 'https://a.example' } } },
  },
});

describe('check', () => {
  it('explains each obstacle', async () => {
    const { exitCode, stdout } = await runCommand(check, [file('pets.json', proxy('http'))]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('1 route: 1 blocked');
    expect(stdout).toMatch(/blocked +GET \/pets +non-proxy-integration, stage-prefix/);
    expect(stdout).toContain('HTTP to https://a.example');
  });

  it('exits with 0 when all is ready', async () => {
    const args = ['--accept', 'stage-prefix=clients are told', '--json'];
    const { exitCode, stdout } = await runCommand(check, [
      ...args,
      file('a.json', proxy('http_proxy')),
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      apis: [{ verdict: 'ready', routes: [{ route: 'GET /pets', verdict: 'ready' }] }],
    });
    expect(stdout).toContain('clients are told');
  });

  it('writes reports', async () => {
    const report = join(folder, 'report');
    const { stderr } = await runCommand(check, ['--report', report, file('b.json', proxy('http'))]);
    expect(readdirSync(report).toSorted()).toEqual(['report.html', 'report.json', 'report.md']);
    expect(stderr).toContain('report.html');
  });

  it('prices what is said of the traffic', async () => {
    const args = ['--requests', '2000000', '--body-kb', '600', file('c.json', proxy('http'))];
    const { stdout } = await runCommand(check, args);
    expect(stdout).toContain('$7.00 today, $4.00 as an HTTP API, 43 % less');
  });

  it.each([
    [['--accept', 'wishes', 'x'], 'there is no rule "wishes"'],
    [['--payload', '3.0', 'x'], 'Expected 1.0 or 2.0'],
    [['--uses', 'magic', 'x'], 'Expected one of test-invoke'],
    [[], 'Expected a file, a folder or --account'],
    [['/nowhere'], 'There is no /nowhere'],
    [[file('broken.yml', 'a: [')], 'broken.yml: not valid JSON or YAML'],
    [[file('other.json', { a: 1 })], 'Expected an OpenAPI or Swagger export'],
    [[file('empty.json', { Resources: {} })], 'There is no REST API in'],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await runCommand(check, args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
