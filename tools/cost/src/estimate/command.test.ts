import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@acado/command-line/testing';
import { estimateCommand } from './command.ts';
import { aUsageFile, someResources } from './testing/a-service.ts';
import { usageFileText } from './usage-file.ts';

let root: string;
let workspace: jest.SpyInstance;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cost-estimate-'));
  workspace = jest.spyOn(process, 'cwd').mockReturnValue(root);
  const service = join(root, 'services/shop');
  mkdirSync(join(service, '.serverless'), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(service, file), text);
  write('serverless.yml', 'service: shop\n');
  write('usage.json', usageFileText(aUsageFile()));
  write(
    '.serverless/cloudformation-template-update-stack.json',
    JSON.stringify({ Resources: someResources() }),
  );
  write(
    '.serverless/serverless-state.json',
    JSON.stringify({ service: { service: 'shop', provider: { stage: 'local' } } }),
  );
});
afterAll(() => {
  workspace.mockRestore();
  rmSync(root, { recursive: true });
});

describe('cost of a service', () => {
  const base = process.env['NX_BASE'];
  beforeEach(() => delete process.env['NX_BASE']);
  afterAll(() => {
    if (base !== undefined) process.env['NX_BASE'] = base;
  });

  const cost = (...args: string[]) => runCommand(estimateCommand, args);

  it.each(['shop', 'services/shop', 'services/shop/'])('prices %s', async (service) => {
    const { exitCode, stdout } = await cost(service);

    expect(stdout).toContain('shop: a million orders in us-east-1 (template of stage local)');
    expect(stdout).toMatch(/^total +1\.8400$/m);
    expect(stdout).toMatch(/^store +512 MB arm64 +bus → Rule → Queue +0\.1000 +10\.0 +10\.0/m);
    expect(exitCode).toBe(0);
  });

  it('prints JSON, with the usage lines that it priced', async () => {
    const { stdout } = await cost('shop', '--json', '--events-per-month', '2000000');

    expect(JSON.parse(stdout)).toMatchObject({
      perMillionEvents: { noise: { confidence: 0.95, runs: 5, usd: 0 } },
      perMonth: { eventsPerMonth: 2_000_000 },
      flow: [
        { function: 'place', invocations: 1 },
        { function: 'store', batch: 10, attempts: 1 },
      ],
    });
  });

  it('asks what if more failed', async () => {
    const { stdout } = await cost('shop', '--json', '--retry-rate', '0.5');

    expect(JSON.parse(stdout)).toMatchObject({ flow: [{}, { attempts: 1.75 }] });
  });

  it.each([
    ['no service', [], 'Name a service'],
    ['an unknown service', ['gone'], 'There is no service "gone"'],
    ['an unknown region', ['shop', '--region', 'mars-1'], '--region: expected one of us-east-1'],
    ['no number', ['shop', '--events-per-month', 'many'], '--events-per-month: expected a number'],
    ['no share', ['shop', '--retry-rate', '1.1'], '--retry-rate: expected a number from 0 to 1'],
    ['an unknown option', ['shop', '--month'], "Unknown option '--month'"],
  ])('refuses %s', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await cost(...args);

    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('compares with the base of nx affected', async () => {
    process.env['NX_BASE'] = 'main';

    expect(await cost('shop')).toMatchObject({
      exitCode: 2,
      stderr: 'cost-budget.yml is missing: it says what shop may cost',
    });
  });
});
