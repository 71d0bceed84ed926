import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type UsageSnapshot } from '../metering/usage-snapshot.ts';
import { showUsage, usageTables } from './show-usage.ts';

const snapshot: UsageSnapshot = {
  since: '2026-01-02T03:04:05.000Z',
  calls: [
    {
      ...{ service: 'dynamodb', operation: 'PutItem', resource: 'orders', caller: 'store' },
      ...{ requests: 1200, failed: 3, writeUnits: 1500 },
    },
    {
      ...{ service: 's3', operation: 'ListBuckets', resource: '', caller: 'operator' },
      ...{ requests: 1, failed: 0 },
    },
  ],
  apis: [{ api: 'shop', type: 'HTTP', requests: 5, rejected: 1, units512Kb: 6 }],
  logs: [],
  metrics: [{ namespace: 'Shop', name: 'Sold', dimensions: { service: 'a', stage: 'b' } }],
};

describe('usageTables', () => {
  it('shows what was counted', () => {
    expect(usageTables(snapshot)).toBe(
      `
SERVICE   OPERATION    RESOURCE  CALLER    REQUESTS  FAILED  EMPTY  CHUNKS  READ UNITS  WRITE UNITS  BYTES IN  BYTES OUT
dynamodb  PutItem      orders    store     1,200     3       -      -       -           1,500        -         -
s3        ListBuckets  -         operator  1         -       -      -       -           -            -         -

API   TYPE  REQUESTS  REJECTED  UNITS OF 512 KB
shop  HTTP  5         1         6

NAMESPACE  METRIC  DIMENSIONS
Shop       Sold    service=a stage=b

Since 2026-01-02T03:04:05.000Z`.trimStart(),
    );
  });
});

describe('showUsage', () => {
  const directory = mkdtempSync(join(tmpdir(), 'show-usage-'));
  const places = { cloudDirectory: () => directory };
  const nobody = 'No local cloud is Ready on port 4566: npm start';
  afterAll(() => rmSync(directory, { recursive: true }));

  it('asks the cloud that is Ready, and says when none is', async () => {
    await expect(showUsage({ port: 4566, json: true }, places)).rejects.toThrow(nobody);

    let answer = JSON.stringify(snapshot);
    const server = createServer((_request, response) => response.end(answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    writeFileSync(
      join(directory, 'outputs.json'),
      JSON.stringify({ awsEndpoint: `http://127.0.0.1:${port}` }),
    );
    expect(JSON.parse(await showUsage({ port: 4566, json: true }, places))).toEqual(snapshot);
    expect(await showUsage({ port: 4566, json: false }, places)).toBe(usageTables(snapshot));

    answer = '<html>another server</html>';
    await expect(showUsage({ port: 4566, json: true }, places)).rejects.toThrow(nobody);

    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(showUsage({ port: 4566, json: true }, places)).rejects.toThrow(nobody);
  });
});
