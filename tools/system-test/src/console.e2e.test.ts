import { DisableRuleCommand } from '@aws-sdk/client-eventbridge';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { barriersOf } from './accessibility.ts';
import { awsClients, type AwsClients } from './aws.ts';
import { startBrowser } from './browser.ts';
import { eventually } from './eventually.ts';
import { orderOnS3 } from './console/order-on-s3.ts';
import { findBrowser } from './find-browser.ts';
import { request } from './http.ts';
import { sampleOrder } from './orders.ts';
import { httpApiOf, resourceOf } from './outputs.ts';
import { startSystem, type System } from './system.ts';

const executable = findBrowser();
if (executable === undefined)
  process.stderr.write(
    'console: no Chromium found, the browser test was left out (set CHROME_PATH)\n',
  );

const root = join(import.meta.dirname, '../../..');

(executable === undefined ? describe.skip : describe)('the console', () => {
  let system: System;
  let aws: AwsClients;
  let browser: Browser;
  let page: Page;
  let url: string;
  /** What the page complained of, and whom it asked besides this machine. */
  const complaints: string[] = [];

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), startBrowser(executable ?? '')]);
    aws = awsClients(system.outputs);
    // What asks every minute would be counted, too.
    await aws.events.send(new DisableRuleCommand({ Name: 'acado-canary-local-check' }));
    url = system.outputs.console ?? '';
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(30_000);
    context.on('request', (asked) => {
      if (new URL(asked.url()).hostname !== '127.0.0.1') complaints.push(`asked ${asked.url()}`);
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page = await context.newPage();
    await page.goto(url);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
    if (system) rmSync(system.folder, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  /** What a person hears of a node of the picture. */
  const nodes = (name: RegExp) => page.locator('#picture').getByLabel(name);
  const shown = (name: RegExp) => nodes(name).first().waitFor();

  it('is in the table of npm start, and shows the pipeline as it is deployed', async () => {
    expect(system.printed()).toContain(url);
    await page.locator('#connection').getByText('live').waitFor();
    for (const name of [
      /^Function placeOrders ingest-a, 0\/s/,
      /^Queue inbox ingest-a, 0 waiting/,
      /^Event bus orders ingest-a/,
      /^Function storeOrders worker-b/,
      /^Function renderReceipts worker-c/,
      /^Bucket archive s3-archiver/,
    ])
      await shown(name);
    await page.getByText('No function was invoked in the last hour').waitFor();
    await page.getByText(/All \d+ dead-letter queues are empty/).waitFor();
  });

  it('follows a posted order to the archive, and counts it on its way', async () => {
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByText('202 Accepted').waitFor();
    for (const step of ['stored', 'receipt', 'archived'])
      await page.locator(`[data-step=${step}].done`).waitFor();
    for (const name of [
      /^Client client, .*1 request$/,
      /^Function placeOrders ingest-a, .*1 invocation$/,
      /^Function publishOrders ingest-a, .*1 invocation$/,
      /^Event bus orders ingest-a, .*1 event$/,
      /^Function storeOrders worker-b, .*1 invocation$/,
      /^Function renderReceipts worker-c, .*1 invocation$/,
      /^Function archiveEvents s3-archiver, .*1 invocation$/,
      /^Bucket archive s3-archiver, bucket · 1 put$/,
    ])
      await shown(name);
    expect(await page.locator('#cost-per-order').textContent()).toMatch(/^\$0\.0000\d{3}$/);

    const link = await page
      .getByRole('link', { name: 'Receipt', exact: true })
      .getAttribute('href');
    const receipt = await fetch(link ?? '');
    expect([receipt.status, receipt.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  it('names the fields of an order that is wrong', async () => {
    await page.getByLabel('Example').selectOption('an invalid order');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByText('400 Bad Request').waitFor();
    const fields = page.locator('#order-answer .fields code');
    expect((await fields.allTextContents()).sort()).toEqual([
      ...['currency', 'customerId', 'lines[0].quantity', 'surprise'],
    ]);
  });

  it('shows what an invocation cost, and what it logged', async () => {
    await nodes(/^Function placeOrders/).press('Enter'); // without a mouse
    const placed = page.getByRole('button', { name: 'ingest-a placeOrders' });
    await placed.nth(1).waitFor();
    const refused = placed.first();
    const row = page.locator('.invocations tbody tr').first();
    expect(await row.locator('.cost').textContent()).toMatch(/^\$0\.0{5,}\d{3}$/);
    await refused.click();
    await page.getByText('Request refused').first().waitFor();
    await page.getByText('VALIDATION_FAILED').first().waitFor();
    await page.getByLabel('only with errors').check();
    await page.getByText('No invocation went wrong').waitFor();
    await page.getByLabel('only with errors').uncheck();
    await page.getByLabel('Function', { exact: true }).selectOption('');
  });

  it('turns red with a dead letter, and sends it back when its reason is repaired', async () => {
    const { event, payload, orderId } = orderOnS3(system);
    const dialog = page.getByRole('dialog');
    const focusIsIn = (place: Locator) =>
      eventually(
        'the focus is where it was',
        async () =>
          (await place.evaluate((element) => element.matches(':focus, :focus-within'))) ||
          undefined,
      );
    const queue = resourceOf(system.outputs, 'worker-b', 'OrdersQueue');
    await aws.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout: '1' } }),
    );
    // The event is there, but what it points to is not.
    await aws.sqs.send(
      new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(event) }),
    );
    await shown(/^Queue orders worker-b, .*1 dead letter$/);
    expect(await page.locator('#picture .badge.full').count()).toBe(1);
    await page.getByRole('button', { name: /^Look into acado-worker-b-local-orders-dlq/ }).click();
    await page.getByText(/OrderPlaced, received \d+ times/).waitFor();
    const group = page.getByRole('button', { name: /^Redrive 1 message: / });
    await group.press('Enter');
    await dialog.getByText('Send 1 message back?').waitFor();
    await page.keyboard.press('Escape');
    await focusIsIn(group); // what was looked into is still there
    await page.getByLabel('only with errors').check();
    await page.getByRole('button', { name: 'worker-b storeOrders' }).first().waitFor();
    await page.getByLabel('only with errors').uncheck();
    await screenshot();

    await aws.s3.send(new PutObjectCommand(payload));
    await page.getByRole('button', { name: /^Redrive acado-worker-b-local-orders-dlq/ }).click();
    await dialog.getByText('Send 1 message back?').waitFor();
    await dialog.getByText(/costs \$0\.0/).waitFor();
    await dialog.getByRole('button', { name: 'Redrive' }).click();
    await page.getByText('1 message sent back to acado-worker-b-local-orders').first().waitFor();
    await shown(/^Queue orders worker-b, .*0 dead letters$/);
    await page.getByText(/All \d+ dead-letter queues are empty/).waitFor();
    await focusIsIn(page.getByRole('group', { name: 'Messages' })); // the button is gone
    const workerB = httpApiOf(system.outputs, 'worker-b');
    await eventually('the order is stored', async () => {
      const { status } = await request('GET', `${workerB}/orders/${orderId}`);
      return status === 200 || undefined;
    });
  });

  it('opens a report', async () => {
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'baseline and pipeline' }).click();
    const report = await opened;
    await report.getByRole('heading', { level: 1 }).first().waitFor();
    await report.close();
  });

  it('can be used by everybody: names, order, contrast in the light and in the dark, on a phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1280, 375]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.locator(width < 760 ? '#picture .upright' : '#picture .wide').waitFor();
        expect([colorScheme, width, await barriersOf(page)]).toEqual([colorScheme, width, []]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect([width, overflow]).toEqual([width, 0]);
      }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('says that the cloud is gone, and goes on when it is back', async () => {
    const { port } = system;
    await system.stop();
    await page
      .locator('#connection')
      .getByText(/^disconnected, trying again/)
      .waitFor();
    system = await startSystem({ port });
    expect(system.outputs.console).toBe(url);
    await page.locator('#connection').getByText('live').waitFor();
    complaints.length = 0; // a browser notes each try that nobody answered
  });

  /** `npx nx screenshot system-test` keeps it: orders under way, and the dead letter that was looked into. */
  const screenshot = async () => {
    if (!process.env.CONSOLE_SCREENSHOT) return;
    await page.setViewportSize({ width: 1280, height: 1240 });
    await page.evaluate('scrollTo(0, 0)');
    let isOver = false;
    const clients = [1, 2, 3].map(async () => {
      const headers = { 'content-type': 'application/json' };
      const url = `${httpApiOf(system.outputs, 'ingest-a')}/orders`;
      while (!isOver) {
        await fetch(url, { ...{ method: 'POST', headers }, body: JSON.stringify(sampleOrder()) });
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    });
    await page.locator('#picture .edge.busy').nth(10).waitFor();
    await page.getByLabel('Example').selectOption('a valid order');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await page.locator('[data-step=archived].done').waitFor();
    await nodes(/^Queue orders worker-., .*[1-9] in flight/)
      .first()
      .waitFor();
    await page.screenshot({ path: join(root, 'docs/console.png') });
    isOver = true;
    await Promise.all(clients);
  };
});
