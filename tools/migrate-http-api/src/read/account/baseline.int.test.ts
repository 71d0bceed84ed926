import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { type Cloud, createCloud } from '@acado/local-cloud';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource } from '../read-source.ts';
import { collected } from './pages.ts';
import { readAccount } from './read-account.ts';

const SERVICE = join(import.meta.dirname, '../../../../../services/baseline');

describe('readAccount, of what runs on the local cloud', () => {
  let directory: string;
  let cloud: Cloud;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'migrate-'));
    const folder = join(directory, 'baseline');
    cpSync(join(SERVICE, '.serverless'), join(folder, '.serverless'), { recursive: true });
    cloud = await createCloud({ services: [folder], directory, report: () => undefined });
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });

  it('finds the routes that the template and the serverless.yml describe', async () => {
    const client = new APIGatewayClient({
      ...{ region: 'us-east-1', endpoint: cloud.endpoint },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const [deployed] = await collected(readAccount({ client, region: 'us-east-1', only: [] }));
    client.destroy();
    const template = join(SERVICE, '.serverless/cloudformation-template-update-stack.json');
    const others = [template, SERVICE].map((path) => readSource(path, { stage: 'local' })[0]!);
    for (const other of others) {
      expect(other.name).toBe(deployed!.name);
      expect(other.endpointTypes).toEqual(deployed!.endpointTypes);
      expect(other.unread).toEqual([]);
      const named = ({ routes }: typeof other) =>
        routes.map(({ method, path, authorization, integration }) => ({
          ...{ method, path, authorization, type: integration?.type },
        }));
      expect(named(other)).toEqual(named(deployed!));
    }
    expect(deployed!.routes).toMatchObject([{ method: 'POST', path: '/orders' }]);
  });
});
