import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { awsClients, readArchive } from './aws.ts';
import { eventually } from './eventually.ts';
import { request } from './http.ts';
import { sampleOrder } from './orders.ts';
import { httpApiOf, resourceOf } from './outputs.ts';
import { freePort, startSystem, type System } from './system.ts';

describe('an order that was answered with 202', () => {
  let system: System | undefined;

  afterAll(async () => {
    if (!system) return;
    await system.stop();
    rmSync(system.folder, { recursive: true, force: true });
  });

  it('is processed though everything is killed before it is on the bus', async () => {
    const port = await freePort();
    system = await startSystem({ port });
    const { sqs } = awsClients(system.outputs);
    // What is received and lost comes again after it; the template's is six times the function's timeout.
    await sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: resourceOf(system.outputs, 'ingest-a', 'InboxQueue'),
        Attributes: { VisibilityTimeout: '3' },
      }),
    );
    const order = sampleOrder();
    const post = (url: string) => request('POST', `${url}/orders`, order);
    expect((await post(httpApiOf(system.outputs, 'ingest-a'))).status).toBe(202);
    // The inbox waits a second for company, so the order is not on the bus yet.
    system.process.kill('SIGKILL');
    await once(system.process, 'exit');

    system = await startSystem({ port });
    const { outputs } = system;
    const orders = httpApiOf(outputs, 'worker-b');
    const receipts = httpApiOf(outputs, 'worker-c');
    await eventually('the order is stored and has its receipt', async () => {
      const row = await request('GET', `${orders}/orders/${order.orderId}`);
      const receipt = await request('GET', `${receipts}/orders/${order.orderId}/receipt`);
      return (row.status === 200 && receipt.status === 200) || undefined;
    });
    const lines = await eventually('the event is archived', async () => {
      const archive = resourceOf(outputs, 's3-archiver', 'ArchiveBucket');
      const all = await readArchive(awsClients(outputs), archive);
      const own = all.filter((line) => JSON.stringify(line).includes(order.orderId));
      return own.length > 0 ? own : undefined;
    });
    expect(lines).toHaveLength(1);
  }, 300_000);
});
