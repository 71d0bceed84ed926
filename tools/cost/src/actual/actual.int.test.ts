import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cloud, createCloud } from '@acado/local-cloud';
import { billToJson, measureUsage, priceMeasured } from '@acado/pricing';
import { parseReport } from '@acado/tuning';
import { packageShop } from './testing/package-shop.ts';

const cli = join(import.meta.dirname, '../cli.ts');
const ORDERS = 7;

type Line = Record<string, unknown> & { meter: string };
interface Ended {
  exitCode: number | string;
  stdout: string;
  stderr: string;
}

const run = (args: string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const { PATH, HOME } = process.env;
    const options = { env: { PATH, HOME, AWS_EC2_METADATA_DISABLED: 'true', ...env } };
    execFile(process.execPath, [cli, 'actual', ...args], options, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

describe('actual, of the local cloud', () => {
  let directory: string;
  let cloud: Cloud;
  let minute: string;
  const reports = { requests: 0, billedMs: { buy: 0, store: 0 } };

  const read = (args: string[] = [], env: Record<string, string> = {}) =>
    run(['--from', minute, '--region', 'us-east-1', ...args], {
      AWS_ENDPOINT_URL: cloud.endpoint,
      ...{ AWS_ACCESS_KEY_ID: 'me', AWS_SECRET_ACCESS_KEY: 'me', ...env },
    });

  /** Reported, because a function's last line comes after its effect. */
  const isOver = () => {
    const [written = 0, deleted = 0] = ['PutItem', 'DeleteMessageBatch'].map((operation) =>
      cloud
        .usage()
        .calls.filter((call) => call.operation === operation)
        .reduce((sum, { requests }) => sum + requests, 0),
    );
    const started = cloud.usage().calls.length > 0;
    return started && written === ORDERS && deleted > 0 && reports.requests === ORDERS + deleted;
  };

  beforeAll(async () => {
    minute = new Date().toISOString().replace(/:\d\d\.\d+Z$/, 'Z');
    directory = mkdtempSync(join(tmpdir(), 'actual-'));
    cloud = await createCloud({
      services: [packageShop(directory)],
      directory,
      onLogLine: (logGroup, line) => {
        const report = parseReport(line);
        if (!report) return;
        reports.requests += 1;
        reports.billedMs[logGroup.endsWith('buy') ? 'buy' : 'store'] += report.billedMs ?? 0;
      },
    });
    const api = cloud.outputs().services.shop?.httpApi ?? '';
    for (let id = 0; id < ORDERS; id += 1) {
      const body = JSON.stringify({ id: String(id) });
      const { status } = await fetch(`${api}/orders`, { method: 'POST', body });
      expect(status).toBe(202);
    }
    for (const deadline = Date.now() + 60_000; !isOver(); await sleep(50)) {
      if (Date.now() > deadline) throw new Error('The orders did not arrive');
    }
  });

  afterAll(async () => {
    await cloud?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('prints the usage lines of what was sent', async () => {
    const { exitCode, stdout, stderr } = await read(['--json']);
    expect([exitCode, exitCode === 0 ? '' : stderr]).toEqual([0, '']);
    const lines = JSON.parse(stdout) as Line[];
    const of = (meter: string) => lines.filter((line) => line.meter === meter);
    const { calls, logs } = cloud.usage();
    const deletes = calls.filter(({ operation }) => operation === 'DeleteMessageBatch');
    const invocations = deletes.reduce((sum, { requests }) => sum + requests, 0);

    expect(of('lambda')).toMatchObject([
      { architecture: 'arm64', memoryMb: 1769, requests: ORDERS, billedMs: reports.billedMs.buy },
      { architecture: 'x86_64', requests: invocations, billedMs: reports.billedMs.store },
    ]);
    expect(of('http-api')).toMatchObject([{ label: 'acado-shop', requests: ORDERS }]);
    expect(of('eventbridge')).toMatchObject([{ label: 'acado-shop', events: ORDERS }]);
    // Sent and received, and deleted; the poller's empty receives are counted, too.
    const [withMessages, without] = of('sqs-requests');
    expect(withMessages).toMatchObject({ requests: 2 * ORDERS });
    expect(without?.requests).toBeGreaterThanOrEqual(ORDERS);
    expect(of('dynamodb-units')).toMatchObject([{ writeRequestUnits: 2 * ORDERS }]);
    expect(of('cloudwatch-logs').map(({ bytes }) => bytes)).toEqual(logs.map(({ bytes }) => bytes));
    expect(of('cloudwatch-metrics')[0]).toMatchObject({ label: 'acado-shop', metrics: 2 });
    expect(of('cloudwatch-alarms')).toMatchObject([{ alarms: 1 }]);

    expect(billToJson(priceMeasured(measureUsage(lines))).total).toBeGreaterThan(0);
  });

  it('sets what the functions say beside it, and lists what is not measured', async () => {
    const { stdout } = await read(['--table', '--stage', 'local']);
    const invocations = reports.requests - ORDERS;

    const own = (ORDERS * 0.000002 + invocations * 0.000004).toFixed(8);
    expect(stdout).toMatch(new RegExp(`^acado-shop .* ${own.replace('.', '\\.')} `, 'm'));
    expect(stdout).toContain('acado-shop-local-buy, acado-shop-local-store: REPORT lines');
    expect(stdout).toContain('without request metrics: acado-shop-local-photos');
  });

  it.each<[string, string[], Record<string, string>, number, RegExp]>([
    ['a stage that is not there', ['--stage', 'dev'], {}, 1, /^No data points of .*dev/m],
    ['an unknown region', ['--region', 'mars-1'], {}, 2, /^--region: .*"mars-1"/],
    ['no cloud', [], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 2, /^Nothing answers at http/m],
    [
      'no credentials',
      [],
      { AWS_ACCESS_KEY_ID: '' },
      2,
      /^No AWS credentials: set AWS_PROFILE.*Could not load/m,
    ],
  ])('says what is wrong: %s', async (_what, args, env, exitCode, message) => {
    const result = await read(args, env);

    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toContain('    at ');
  });
});
