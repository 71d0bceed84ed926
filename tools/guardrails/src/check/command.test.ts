import { runCommand } from '@acado/command-line/testing';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aWorkspace, type QueueFacts } from '../testing/a-workspace.ts';
import { checkCommand } from './command.ts';

const exempt: QueueFacts = {
  encrypted: false,
  exemptions: { encryption: { reason: 'Nothing but tests', until: '2027-01-31' } },
};

describe('check', () => {
  let workspace: ReturnType<typeof aWorkspace>;
  const open = (services: Record<string, QueueFacts>) => (workspace = aWorkspace(services));
  afterEach(() => workspace.remove());

  const check = (...args: string[]) =>
    runCommand(
      checkCommand(
        () => workspace.root,
        () => new Date('2026-11-20T12:00:00Z'),
      ),
      ['--no-package', ...args],
    );

  it('shows what is kept, broken and exempt, by service', async () => {
    open({ bill: exempt, shop: {}, stock: { encrypted: false } });

    const { exitCode, stdout } = await check();

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^ +bill +shop +stock\n/);
    expect(stdout).toMatch(/\nencryption +○ +✓ +✗\n/);
    expect(stdout).toMatch(/\narm64 +· +· +·\n/);
    expect(stdout).toMatch(
      /\nExemptions\n +bill +encryption +Queue +until 2027-01-31 +Nothing but tests\n/,
    );
    expect(stdout).toContain(
      'encryption\n    Queue: is not encrypted (services/stock/serverless.yml:4)\n',
    );
    expect(stdout).toMatch(/\n3 services, 1 error, 0 warnings, 1 exemption\n$/);
  });

  it('is content where nothing is broken without permission', async () => {
    open({ bill: exempt, stock: { encrypted: false } });

    expect((await check('bill')).exitCode).toBe(0);
    expect((await check('services/bill/')).exitCode).toBe(0);
  });

  it('judges as of another day', async () => {
    open({ bill: exempt });

    const { exitCode, stdout } = await check('--today', '2027-02-01');

    expect(exitCode).toBe(1);
    expect(stdout).toContain('Queue: its exemption from encryption ended on 2027-01-31');
  });

  it('is an error for programs, too', async () => {
    open({ stock: { encrypted: false } });

    const { stdout } = await check('--json');

    expect(JSON.parse(stdout)).toMatchObject({
      today: '2026-11-20',
      services: [
        {
          name: 'stock',
          stage: 'local',
          findings: [
            {
              rule: 'encryption',
              severity: 'error',
              resource: 'Queue',
              where: 'services/stock/serverless.yml:4',
            },
          ],
        },
      ],
    });
  });

  it('writes reports', async () => {
    const { root } = open({ bill: exempt, stock: { encrypted: false } });

    const { stderr } = await check('--report');

    expect(stderr).toBe(
      'reports/guardrails/report.md\nreports/guardrails/index.html\nreports/guardrails/report.json\n',
    );
    const [markdown, html] = ['report.md', 'index.html'].map((file) =>
      readFileSync(join(root, 'reports/guardrails', file), 'utf8'),
    );
    expect(markdown).toContain('| encryption | ○ | ✗ |');
    expect(markdown).toContain('| bill | encryption | Queue | Nothing but tests | 2027-01-31 |');
    expect(html).toContain('<td>services/stock/serverless.yml:4</td>');
  });

  it.each<[string, string[], string]>([
    ['a service that there is not', ['stok'], 'There is no service "stok": stock'],
    ['a day that is none', ['--today', 'tomorrow'], '--today: Expected a day'],
    ['a stage for what is not packaged', ['--stage', 'prod'], '--stage says how to package'],
    ['another option', ['--fix'], "Unknown option '--fix'"],
  ])('refuses %s', async (_what, args, message) => {
    open({ stock: {} });

    const { exitCode, stderr } = await check(...args);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('names the file of a package that is not there', async () => {
    const { root } = open({ stock: {} });
    rmSync(join(root, 'services/stock/.serverless'), { recursive: true });

    const { exitCode, stderr } = await check();

    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'services/stock/.serverless/cloudformation-template-update-stack.json is missing',
    );
  });

  it('names the serverless.yml that it cannot read', async () => {
    const { root } = open({ bill: { bus: true }, stock: {} });
    writeFileSync(join(root, 'services/stock/serverless.yml'), 'resources: *gone\n');

    const { exitCode, stderr } = await check('bill');

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^services\/stock\/serverless\.yml: /);
  });
});
