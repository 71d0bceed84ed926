import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { aFunctionUsage, aUsageFile, exactly } from '../estimate/testing/a-service.ts';
import { usageFileText } from '../estimate/usage-file.ts';

const workspace = join(import.meta.dirname, '../../../..');
const bin = join(workspace, 'node_modules/.bin');
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };

const serverlessYml = (settings = '') => `service: acado-shop
provider: \${file(../../libs/provider.yml)}
functions:
  place:
    handler: handler.place
${settings}    events:
      - httpApi: { method: POST, path: /orders }
`;

const files = {
  'package.json': '{ "name": "test", "workspaces": ["services/*"] }',
  '.gitignore': 'node_modules\n.serverless\nreports\n',
  'libs/provider.yml':
    'name: aws\nruntime: nodejs24.x\narchitecture: arm64\nmemorySize: 512\nstage: local\n',
  'services/shop/package.json': '{ "name": "@test/shop" }',
  'services/shop/serverless.yml': serverlessYml(),
  'services/shop/handler.js': 'exports.place = async () => ({ statusCode: 201 });\n',
  'services/shop/usage.json': usageFileText(
    aUsageFile({
      functions: { place: aFunctionUsage({ unitsPerRequest: exactly(1) }) },
      queues: {},
    }),
  ),
  'libs/pricing/src/book/regions/us-east-1.json': '{ "prices": {} }',
  'cost-budget.yml': [
    'region: us-east-1',
    'increasePercent: 2',
    'meterIncreasePercent: 25',
    'services: { shop: { usdPerMillionEvents: 2, usdPerMonth: 1 } }',
  ].join('\n'),
};

describe('nx cost with a base', () => {
  let root: string;
  const write = (changed: Record<string, string>) => {
    for (const [file, text] of Object.entries(changed)) {
      mkdirSync(join(root, dirname(file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  };
  const run = (command: string, args: string[], cwd = root): string =>
    execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: 'pipe' });

  /** What the target does: packages, then compares. */
  const cost = (...args: string[]) => {
    run('sls', ['package'], join(root, 'services/shop'));
    try {
      const cli = join(workspace, 'tools/cost/src/cli.ts');
      return { code: 0, text: run('node', [cli, 'estimate', 'services/shop', ...args]) };
    } catch (error) {
      const { status, stdout, stderr } = error as Record<'status' | 'stdout' | 'stderr', unknown>;
      return { code: status, text: `${String(stdout)}${String(stderr)}` };
    }
  };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'cost-gate-'));
    write(files);
    mkdirSync(join(root, 'node_modules'));
    for (const name of ['.bin', 'serverless'])
      symlinkSync(join(workspace, 'node_modules', name), join(root, 'node_modules', name), 'dir');
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    run('git', ['init', '--quiet', '--initial-branch=main']);
    run('git', ['add', '.']);
    run('git', [...author, 'commit', '--quiet', '--message=base']);
  });
  afterEach(() => run('git', ['checkout', '--quiet', '.']));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('passes a change of comments alone', () => {
    write({
      'services/shop/serverless.yml': `# A shop.\n${serverlessYml()}`,
      'services/shop/handler.js': `// Places orders.\n${files['services/shop/handler.js']}`,
    });

    const { code, text } = cost('--base=main');

    expect(text).toContain('### ✅ Cost of the change: shop');
    expect(text).toContain('1.2667 USD, unchanged');
    expect(code).toBe(0);
  });

  it('fails when the memory doubles, and names the line', () => {
    write({ 'services/shop/serverless.yml': serverlessYml('    memorySize: 1024\n') });

    const { code, text } = cost('--base=main');

    expect(text).toContain(
      '**Over budget:** lambda.duration.arm64 of place costs 100 % more; one change may add 25 %',
    );
    expect(text).toContain('`services/shop/serverless.yml:6` memorySize 512 → 1024');
    expect(code).toBe(1);
  });

  it('names the line of the shared file when the memory of all doubles', () => {
    write({ 'libs/provider.yml': files['libs/provider.yml'].replace('512', '1024') });

    const { code, text } = cost('--base=main');

    expect(text).toContain('`libs/provider.yml:4` memorySize 512 → 1024');
    expect(code).toBe(1);
  });

  it('says that prices changed, which is no difference of the service', () => {
    write({ 'libs/pricing/src/book/regions/us-east-1.json': '{}' });

    const { code, text } = cost('--base=main');

    expect(text).toContain(
      'Prices changed (libs/pricing/src/book/regions/us-east-1.json): both sides are priced with those of now.',
    );
    expect(text).toContain('1.2667 USD, unchanged');
    expect(code).toBe(0);
  });

  it('accepts the increase when the change raises the budget', () => {
    write({
      'services/shop/serverless.yml': serverlessYml('    memorySize: 1024\n'),
      'cost-budget.yml': files['cost-budget.yml'].replace('Events: 2', 'Events: 2.1'),
    });

    const { code, text } = cost('--base=main');

    expect(text).toContain('The increase is accepted');
    expect(code).toBe(0);
  });

  it.each([
    ['the budget', 'cost-budget.yml', 'shop', 'other', 'shop has no budget'],
    ['the measurement', 'services/shop/usage.json', '"place"', '"order"', 'no function place'],
  ] as const)('says in one line that %s is missing', (_, file, from, to, message) => {
    write({ [file]: files[file].replace(from, to) });

    const { code, text } = cost('--base=main');

    expect(text).toContain(message);
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('refuses a base that git does not know', () => {
    expect(cost('--base=nowhere')).toMatchObject({
      code: 2,
      text: expect.stringContaining('no common ancestor of "nowhere" and HEAD'),
    });
  });
});
