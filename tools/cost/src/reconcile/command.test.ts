import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runCommand } from '@acado/command-line/testing';
import { reconcile } from './command.ts';
import {
  curFile,
  curParquet,
  curRow,
  focusFile,
  focusRow,
  olderCurFile,
  type Row,
} from './testing/bills.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'reconcile-'))));
afterEach(() => rm(folder, { recursive: true }));

const put = async (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
};
const run = (...args: string[]) => runCommand(reconcile, args);
/** What the command prints as JSON. */
interface Printed {
  lines: Record<string, unknown>[];
  total: unknown;
  tags: unknown;
  unknown: unknown[];
  others: { type: string }[];
  invoiced: number;
}
const parsed = (text: string) => JSON.parse(text) as Printed;
const reconciled = async (content: string | Uint8Array, ...args: string[]) => {
  const { stdout, stderr, exitCode } = await run('--cur', await put('bill.csv', content), ...args);
  if (stderr !== '') throw new Error(stderr);
  return { exitCode, ...parsed(stdout) };
};

const tagged = (service: string): Row => ({
  resource_tags: JSON.stringify({ user_service: service, user_stage: 'prod' }),
});
const putEvents = { line_item_operation: 'PutEvents' };

/** A month of 358.94 USD of usage that the price book knows, worked out by hand. */
const CUR: Row[] = [
  // 1,000,000 free, then 2,000,000 × 0.0000002
  curRow('AWSLambda', 'Request-ARM', 1_000_000, 0),
  curRow('AWSLambda', 'Request-ARM', 2_000_000, '0.4', tagged('worker-b')),
  // 30,000 × 0.0000133334
  curRow('AWSLambda', 'Lambda-GB-Second-ARM', 30_000, '0.400002', tagged('worker-b')),
  // 5,000,000 × 0.0000002 in Ireland
  curRow('AWSLambda', 'EU-Request', 5_000_000, '1.0', { product_region_code: 'eu-west-1' }),
  // 300,000,000 × 0.000001 + 10,000,000 × 0.0000009, in three rows of one usage type
  curRow('AmazonApiGateway', 'USE1-ApiGatewayHttpRequest', 200_000_000, 200, tagged('ingest-a')),
  curRow('AmazonApiGateway', 'USE1-ApiGatewayHttpRequest', 100_000_000, 100, tagged('ingest-a')),
  curRow('AmazonApiGateway', 'USE1-ApiGatewayHttpRequest', 10_000_000, '9.0', tagged('ingest-a')),
  // 3,000,000 × 0.000001
  curRow('AWSEvents', 'USE1-Event-64K-Chunks', 3_000_000, 3, {
    ...putEvents,
    ...tagged('ingest-a'),
  }),
  // 10,000,000 × 0.0000004 in two regions, which name it differently
  curRow('AWSQueueService', 'Requests-RBP', 10_000_000, 4),
  curRow('AWSQueueService', 'APN1-Requests-Tier1', 10_000_000, 4),
  // 3,900,000 × 0.000005 of S3, which shares the usage type with SQS
  curRow('AmazonS3', 'Requests-Tier1', 3_900_000, '19.5', { line_item_operation: 'PutObject' }),
  // 1,200,000 × 0.0000166667, covered by a Savings Plan at 0.0000147
  curRow('AWSLambda', 'Lambda-GB-Second', 1_200_000, '20.00004', {
    line_item_line_item_type: 'SavingsPlanCoveredUsage',
    savings_plan_savings_plan_effective_cost: '17.64',
  }),
];

/** What is not compared. */
const CUR_APART: Row[] = [
  curRow('AWSLambda', 'Lambda-GB-Second', 0, '-20.00004', {
    line_item_line_item_type: 'SavingsPlanNegation',
  }),
  curRow('ComputeSavingsPlans', 'ComputeSP:1yrNoUpfront', 720, '18.00', {
    line_item_line_item_type: 'SavingsPlanRecurringFee',
  }),
  curRow('AmazonEC2', 'USE1-BoxUsage:t3.micro', 744, '7.7376', {
    line_item_operation: 'RunInstances',
  }),
  curRow('AWSLambda', 'USE2-Request', 1_000_000, '0.2'),
  curRow('AWSLambda', '', '', '12.34', { line_item_line_item_type: 'Tax' }),
  curRow('AWSLambda', 'Request', '', '-5', { line_item_line_item_type: 'Credit' }),
  curRow('AmazonS3', 'Requests-Tier1', '', '-1.5', { line_item_line_item_type: 'Refund' }),
];

/** The same bill as FOCUS says it. */
const FOCUS: Row[] = [
  focusRow('AWSLambda', 'Request-ARM', 1_000_000, '0.0'),
  focusRow('AWSLambda', 'Request-ARM', 2_000_000, '4.0E-1'),
  focusRow('AWSLambda', 'Lambda-GB-Second-ARM', 30_000, '0.400002'),
  focusRow('AWSLambda', 'EU-Request', 5_000_000, '1.0', { RegionId: 'eu-west-1' }),
  focusRow('AmazonApiGateway', 'USE1-ApiGatewayHttpRequest', '3.1E8', 309),
  focusRow('AWSEvents', 'USE1-Event-64K-Chunks', 3_000_000, 3, { x_Operation: 'PutEvents' }),
  focusRow('AWSQueueService', 'Requests-RBP', 10_000_000, 4),
  focusRow('AWSQueueService', 'APN1-Requests-Tier1', 10_000_000, 4, {
    RegionId: 'ap-northeast-1',
  }),
  focusRow('AmazonS3', 'Requests-Tier1', 3_900_000, '19.5', { x_Operation: 'PutObject' }),
  focusRow('AWSLambda', 'Lambda-GB-Second', 1_200_000, 0, {
    CommitmentDiscountStatus: 'Used',
    EffectiveCost: '17.64',
    ListCost: '20.00004',
  }),
];
const FOCUS_APART: Row[] = [
  focusRow('ComputeSavingsPlans', '', '', '18.00', { ChargeCategory: 'Purchase' }),
  focusRow('AWSLambda', '', '', 0, {
    CommitmentDiscountStatus: 'Unused',
    EffectiveCost: '0.36',
  }),
  focusRow('AmazonEC2', 'USE1-BoxUsage:t3.micro', 744, '7.7376', { x_Operation: 'RunInstances' }),
  focusRow('AWSLambda', 'USE2-Request', 1_000_000, '0.2', { RegionId: 'us-east-2' }),
  focusRow('AWSLambda', '', '', '12.34', { ChargeCategory: 'Tax', EffectiveCost: '' }),
  focusRow('AWSLambda', '', '', '-5', { ChargeCategory: 'Credit' }),
  focusRow('AmazonS3', '', '', '-1.5', { ChargeClass: 'Correction' }),
];

/** 0.4 + 0.400002 + 1 + 309 + 3 + 4 + 4 + 19.5 + 17.64 */
const BILL = 358.940002;

describe('reconcile', () => {
  it.each([
    ['CUR 2.0', () => curFile([...CUR, ...CUR_APART])],
    ['CUR 2.0, gzipped', () => gzipSync(curFile([...CUR, ...CUR_APART]))],
    ['CUR 2.0, with a byte order mark', () => `\uFEFF${curFile([...CUR, ...CUR_APART])}`],
    ['CUR 2.0 as Parquet', () => curParquet([...CUR, ...CUR_APART])],
    ['the older CUR', () => olderCurFile([...CUR, ...CUR_APART])],
    ['FOCUS 1.2', () => focusFile([...FOCUS, ...FOCUS_APART])],
    ['FOCUS 1.2, gzipped', () => gzipSync(focusFile([...FOCUS, ...FOCUS_APART]))],
  ])('reconciles %s with known contents exactly', async (_format, content) => {
    const result = await reconciled(content(), '--tolerance', '0');
    expect(result).toMatchObject({
      exitCode: 0,
      reconciled: true,
      currency: 'USD',
      months: ['2026-10'],
      total: { estimate: BILL, bill: BILL, error: 0, errorPercent: 0, discount: 2.36004 },
    });
    const { lines } = result;
    expect(lines.map(({ meter, region, bill, error }) => [meter, region, bill, error])).toEqual([
      ['eventbridge.custom-events', 'us-east-1', 3, 0],
      ['lambda.duration.arm64', 'us-east-1', 0.400002, 0],
      ['lambda.duration.x86_64', 'us-east-1', 17.64, 0],
      ['lambda.requests.arm64', 'us-east-1', 0.4, 0],
      ['lambda.requests.x86_64', 'eu-west-1', 1, 0],
      ['sqs.requests.standard', 'ap-northeast-1', 4, 0],
      ['sqs.requests.standard', 'us-east-1', 4, 0],
      ['api-gateway.http.requests', 'us-east-1', 309, 0],
      ['s3.put.STANDARD', 'us-east-1', 19.5, 0],
    ]);
    expect(lines).toContainEqual(
      expect.objectContaining({ meter: 'lambda.requests.arm64', freeQuantity: 1_000_000 }),
    );
  });

  it('lists usage that the price book does not know, with its cost', async () => {
    const { unknown } = await reconciled(curFile([...CUR, ...CUR_APART]));
    expect(unknown).toMatchObject([
      {
        service: 'AmazonEC2',
        usageType: 'USE1-BoxUsage:t3.micro',
        operation: 'RunInstances',
        region: 'us-east-1',
        quantity: 744,
        effective: 7.7376,
        reason: 'The price book has no such item',
      },
      {
        usageType: 'USE2-Request',
        region: 'us-east-2',
        effective: 0.2,
        reason: expect.stringMatching(/^No price for lambda.requests.x86_64 in us-east-2: /),
      },
    ]);
  });

  it('keeps what is no usage apart', async () => {
    const { others, invoiced } = await reconciled(curFile([...CUR, ...CUR_APART]));
    expect(others).toEqual([
      { type: 'SavingsPlanRecurringFee', rows: 1, billed: 18 },
      { type: 'Tax', rows: 1, billed: 12.34 },
      { type: 'Refund', rows: 1, billed: -1.5 },
      { type: 'Credit', rows: 1, billed: -5 },
      { type: 'SavingsPlanNegation', rows: 1, billed: -20.00004 },
    ]);
    // 341.300002 without the Savings Plan, its fee 18, EC2 and Ohio 7.9376, tax, credit and refund 5.84
    expect(invoiced).toBe(373.077602);
    const focus = await reconciled(focusFile([...FOCUS, ...FOCUS_APART]));
    expect(focus.invoiced).toBe(373.077602);
    expect(focus.others.map(({ type }) => type)).toEqual([
      'Purchase',
      'Tax',
      'Usage, commitment not used',
      'Usage, correction of an earlier bill',
      'Credit',
    ]);
  });

  it('groups by a cost allocation tag, with the tiers of the whole', async () => {
    const { lines, tags, total } = await reconciled(curFile(CUR), '--group-by', 'tag:Service');
    const ofGateway = lines.filter(({ service }) => service === 'AmazonApiGateway');
    expect(ofGateway).toMatchObject([{ tag: 'ingest-a', estimate: 309 }]);
    expect(new Set(lines.map(({ tag }) => tag))).toEqual(new Set(['', 'ingest-a', 'worker-b']));
    expect(total).toMatchObject({ estimate: BILL, error: 0 });
    expect(tags).toMatchObject([
      { name: 'ingest-a', bill: 312, error: 0 },
      { name: '', bill: 46.14, error: 0 },
      { name: 'worker-b', bill: 0.800002, error: 0 },
    ]);
    const parquet = await reconciled(curParquet(CUR), '--group-by', 'tag:Service');
    expect(parquet.lines).toEqual(lines);
    const older = CUR.map((row) => ({ ...row, resource_tags: 'crud-api' }));
    const again = await reconciled(olderCurFile(older), '--group-by', 'tag:service');
    expect(again.lines[0]).toMatchObject({ tag: 'crud-api' });
  });

  it('says by how much a meter differs', async () => {
    const rows = [...CUR.slice(2), curRow('AWSLambda', 'Request-ARM', 2_000_000, '0.5')];
    const { exitCode, lines } = await reconciled(curFile(rows));
    expect(exitCode).toBe(1);
    expect(lines.filter(({ differs }) => differs)).toMatchObject([
      { meter: 'lambda.requests.arm64', estimate: 0.4, bill: 0.5, error: -0.1, errorPercent: -20 },
    ]);
    expect((await reconciled(curFile(rows), '--tolerance', '20')).exitCode).toBe(0);
  });

  it('shows usage that has a cost and no quantity as an error', async () => {
    const { lines } = await reconciled(focusFile([focusRow('AWSLambda', 'Request', '', 2)]));
    expect(lines).toMatchObject([{ estimate: 0, bill: 2, error: -2, differs: true }]);
  });

  it('does not call a part of a cent a difference, nor nothing a success', async () => {
    const part = curRow('AWSLambda', 'Request-ARM', 20_000, '0.008');
    expect(await reconciled(curFile([part]))).toMatchObject({ exitCode: 0, reconciled: true });
    const unknown = curRow('AmazonEC2', 'BoxUsage:t3.micro', 1, 1);
    expect(await reconciled(curFile([unknown]))).toMatchObject({ exitCode: 1, reconciled: false });
  });

  it('sets measured usage beside the bill', async () => {
    const usage = await put(
      'usage.json',
      JSON.stringify([
        { meter: 'eventbridge', region: 'us-east-1', events: 2_900_000, label: 'ingest-a' },
        { meter: 'rest-api', region: 'us-east-1', requests: 1_000_000 },
      ]),
    );
    const bill = await put('cur.csv', curFile(CUR.filter((row) => row.line_item_operation)));
    const args = ['--cur', bill, '--usage', usage, '--group-by', 'tag:Service'];
    const { stdout, exitCode } = await run(...args);
    expect(exitCode).toBe(1);
    const byMeter = (meter: string) => parsed(stdout).lines.find((line) => line.meter === meter);
    expect(byMeter('eventbridge.custom-events')).toMatchObject({
      tag: 'ingest-a',
      quantity: 3_000_000,
      measuredQuantity: 2_900_000,
      error: 0,
      measured: { estimate: 2.9, error: -0.1, differs: true },
    });
    expect(byMeter('api-gateway.rest.requests')).toMatchObject({
      service: 'AmazonApiGateway',
      bill: 0,
      measured: { estimate: 3.5, error: 3.5, differs: true },
    });
    const table = (await run(...args, '--table')).stdout;
    expect(table).toMatch(
      /ingest-a +AWSEvents .* 3\.0000 .* 2\.9000 +-0\.1000 +-3\.33 % +differs\n/,
    );
  });

  it('discounts measured usage as the bill discounts it', async () => {
    const line = { meter: 'lambda', region: 'us-east-1', architecture: 'x86_64', memoryMb: 1024 };
    const usage = await put(
      'usage.json',
      JSON.stringify([{ ...line, requests: 0, billedMs: 600_000_000 }]),
    );
    const { lines } = await reconciled(curFile(CUR), '--usage', usage);
    expect(lines.filter(({ measuredQuantity }) => measuredQuantity === 600_000)).toMatchObject([
      { quantity: 1_200_000, estimate: 17.64, measured: { estimate: 8.82, errorPercent: -50 } },
    ]);
    expect(lines.filter(({ measured }) => measured === undefined)).toEqual([]);
  });

  it('reads all files of a folder, and only those of the month', async () => {
    await put('cur/BILLING_PERIOD=2026-10/a-00001.csv.gz', gzipSync(curFile(CUR.slice(0, 6))));
    await put('cur/BILLING_PERIOD=2026-10/a-00002.csv', curFile(CUR.slice(6)));
    const again = `${folder}/cur/../cur/BILLING_PERIOD=2026-10/a-00002.csv`;
    await put('cur/BILLING_PERIOD=2026-10/a-Manifest.json', '{}');
    const september = curRow('AmazonApiGateway', 'USE1-ApiGatewayHttpRequest', 1_000_000, '1', {
      bill_billing_period_start_date: '2026-09-01 00:00:00',
    });
    await put('cur/BILLING_PERIOD=2026-09/a-00001.csv', curFile([september]));
    const both = parsed((await run('--cur', join(folder, 'cur'), '--cur', again)).stdout);
    expect(both).toMatchObject({ rows: 13, months: ['2026-09', '2026-10'], total: { error: 0 } });
    const october = await run('--cur', join(folder, 'cur'), '--month', '2026-10');
    expect(parsed(october.stdout)).toMatchObject({ rows: 12, total: { bill: BILL } });
  });

  it('prints tables on a terminal and writes reports that say the same', async () => {
    const bill = await put('bill.csv', curFile([...CUR, ...CUR_APART]));
    const out = join(folder, 'reports/2026-10');
    const { stdout } = await runCommand(reconcile, ['--cur', bill, '--out', out], '', {
      stdout: true,
    });
    expect(stdout).toMatch(/^Bill of 2026-10\nReconciled: error 0\.0000 USD \(0\.00 %\)/);
    expect(stdout).toMatch(/\ntotal +358\.9400 +358\.9400 +0\.0000 +0\.00 %\n/);
    expect(stdout).toContain('Savings Plans and reservations took off 2.3600 USD.');
    expect(stdout).toMatch(/\nAmazonEC2 +USE1-BoxUsage:t3\.micro +RunInstances .* 7\.7376 /);
    expect(stdout).toMatch(/\nTax +1 +12\.3400\n/);
    const [json, markdown, html] = await Promise.all(
      ['json', 'md', 'html'].map((kind) => readFile(join(out, `reconciliation.${kind}`), 'utf8')),
    );
    expect(parsed(json ?? '')).toMatchObject({ total: { bill: BILL } });
    expect(markdown).toContain('| total | 358.9400 | 358.9400 | 0.0000 | 0.00 % |  |');
    expect(html).toContain('<td>total</td><td class="number">358.9400</td>');
  });

  it('lets no text of the bill steer a terminal or a page', async () => {
    const row = curRow('AmazonEC2', '\u001B[2J<script>|x', 1, 1);
    const bill = await put('bill.csv', curFile([row]));
    const { stdout } = await run('--cur', bill, '--table', '--out', folder);
    expect(stdout).not.toContain('\u001B');
    expect(await readFile(join(folder, 'reconciliation.html'), 'utf8')).not.toContain('<script>');
    expect(await readFile(join(folder, 'reconciliation.md'), 'utf8')).toContain(
      String.raw`\<script\>\|x`,
    );
  });
});

describe('reconcile refuses', () => {
  const good = curRow('AWSLambda', 'Request', 1, '0.0000002');
  const without = (column: string) => curFile([good]).replace(column, 'something_else');

  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /bill\.csv is empty: expected a line with column names/],
    ['a file without rows', curFile([]), /The bill has no rows/],
    ['another CSV', 'a,b\n1,2\n', /neither a CUR 2\.0 nor a FOCUS 1\.2 export.*found a, b/],
    [
      'JSON',
      '{"a": 1}',
      /bill\.csv: Invalid .*: expected CUR 2\.0 or FOCUS 1\.2 as CSV or Parquet$/,
    ],
    ['a missing column', without('line_item_usage_amount'), /no column line_item_usage_amount$/],
    [
      'several missing columns',
      focusFile([]).replace('SkuMeter', 'a').replace('x_ServiceCode', 'b'),
      /looks like a FOCUS export, but has no columns x_ServiceCode, SkuMeter$/,
    ],
    [
      'a bad number',
      curFile([good, { ...good, line_item_usage_amount: '1,5' }]),
      /bill\.csv, line 3, line_item_usage_amount: Expected a number, not "1,5"$/,
    ],
    [
      'no number',
      focusFile([focusRow('AWSLambda', 'Request', 1, '')]),
      /line 2, EffectiveCost: Expected a number, not ""$/,
    ],
    [
      'a bad month',
      curFile([{ ...good, bill_billing_period_start_date: 'October' }]),
      /line 2, bill_billing_period_start_date: Expected a date, not "October"$/,
    ],
    [
      'another currency',
      curFile([{ ...good, line_item_currency_code: 'CNY' }]),
      /line 2, line_item_currency_code: Expected USD, .* not CNY$/,
    ],
    [
      'a Savings Plan without its cost',
      without('savings_plan_savings_plan_effective_cost').replace(
        ',Usage,',
        ',SavingsPlanCoveredUsage,',
      ),
      /line 2, savings_plan_savings_plan_effective_cost: .*does not have$/,
    ],
    ['bytes that steer a terminal', '\u001B[2J"a\n', /bill\.csv: [^\p{Cc}]+Parquet$/u],
    ['a row that is cut', `${curFile([good])}1,2\n`, /Invalid Record Length.* on line 3$/],
    ['a quote that is never closed', `${curFile([good])}"1,2\n`, /bill\.csv: Quote Not Closed/],
    [
      'half a gzip file',
      gzipSync(curFile(Array.from({ length: 99 }, () => good))).subarray(0, 200),
      /bill\.csv: unexpected end of file/,
    ],
    ['half a Parquet file', curParquet([good]).subarray(0, 900), /cannot be read as Parquet: /],
    ['a ZIP archive', 'PK\u0003\u0004', /is a ZIP archive: unzip it first$/],
  ])('%s', async (_what, content, message) => {
    const { exitCode, stdout, stderr } = await run('--cur', await put('bill.csv', content));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it.each<[string[], RegExp]>([
    [[], /Expected --cur/],
    [['--cur', 'nowhere.csv'], /^Cannot read nowhere\.csv: ENOENT/],
    [['--cur', 'x', '--tolerance', 'much'], /--tolerance: Expected a percentage, not "much"/],
    [['--cur', 'x', '--group-by', 'Service'], /--group-by: Expected tag:KEY, not "Service"/],
    [['--cur', 'x', '--month', '2026-13'], /--month: .*not "2026-13"/],
    [['--cur', 'x', '--free-tier'], /expected --usage/],
    [['--cur', 'x', '--json', '--table'], /one of --json and --table/],
    [['--cur', 'x', '--since', 'y'], /--since/],
  ])('the options %j', async (args, message) => {
    const { exitCode, stderr } = await run(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('a folder without a data file, two formats at once, and a month that is not there', async () => {
    const cur = await put('both/cur.csv', curFile([good]));
    const empty = await run(
      '--cur',
      await put('other/a.json', '{}').then(() => join(folder, 'other')),
    );
    expect(empty.stderr).toMatch(/has no file such as/);
    await put('both/focus.csv', focusFile(FOCUS));
    const both = await run('--cur', join(folder, 'both'));
    expect(both.stderr).toMatch(/one export: .*cur\.csv is CUR, .*focus\.csv is FOCUS$/);
    const month = await run('--cur', cur, '--month', '2025-01');
    expect(month.stderr).toBe('The bill has no rows of 2025-01');
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '[', /usage\.json: .*JSON/],
    ['no array', '{}', /usage\.json: Expected a JSON array/],
    [
      'a wrong line',
      '[{"meter":"rest-api","region":"us-east-1","requests":-1}]',
      /line 0, requests/,
    ],
    ['no price', '[{"meter":"rest-api","region":"us-east-2","requests":1}]', /us-east-2/],
  ])('measured usage with %s', async (_what, text, message) => {
    const bill = await put('bill.csv', curFile([good]));
    const { exitCode, stderr } = await run('--cur', bill, '--usage', await put('usage.json', text));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('to group by a tag that the file cannot have, or tags that cannot be read', async () => {
    const bill = await put('bill.csv', without('resource_tags'));
    const none = await run('--cur', bill, '--group-by', 'tag:Stage');
    expect(none.stderr).toMatch(/no column with the tag Stage: activate it/);
    const odd = await put('odd.csv', curFile([{ ...good, resource_tags: 'Service=a' }]));
    const { stderr } = await run('--cur', odd, '--group-by', 'tag:Service');
    expect(stderr).toMatch(/odd\.csv, line 2, resource_tags: Expected tags as a JSON object$/);
  });

  it('measured usage of one month beside a bill of two', async () => {
    const later = { ...good, bill_billing_period_start_date: '2026-11-01T00:00:00Z' };
    const bill = await put('bill.csv', curFile([good, later]));
    const { stderr } = await run('--cur', bill, '--usage', await put('usage.json', '[]'));
    expect(stderr).toMatch(/the bill of 2026-10, 2026-11: choose with --month/);
  });
});
