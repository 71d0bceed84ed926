import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aFolder } from './testing/a-folder.ts';
import { readCompiledTemplate } from './testing/read-template.ts';

const workspace = join(import.meta.dirname, '../../..');
const bin = join(workspace, 'node_modules/.bin');

const include = (file: string) => `\${file(../../libs/serverless-config/${file}.yml)}`;

const serverlessYml = `service: acado-shop
frameworkVersion: '4'
configValidationMode: error
provider: ${include('provider')}
params: ${include('params')}
plugins:
  - serverless-esbuild
  - '@acado/serverless-config/plugin'
package:
  individually: true
custom:
  esbuild: ${include('esbuild')}
  guardrails: ${include('guardrails')}
  consumer:
    eventBus: acado-shop-\${sls:stage}-orders
    pattern: { source: [acado.shop] }
functions:
  storeOrders:
    handler: src/store-orders.handler
    architecture: x86_64
    # Read by YAML as a date.
    guardrails: { arm64: { reason: A test, until: 2001-01-01 } }
    events:
      - sqs:
          arn: !GetAtt OrdersQueue.Arn
          functionResponseType: ReportBatchItemFailures
resources:
  - ${include('consumer')}
  - Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Metadata: { Guardrails: { public-access: { reason: A test, until: 2001-01-01 } } }
        DeletionPolicy: Delete
        UpdateReplacePolicy: Delete
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 }
`;

/** A service that breaks rules, packaged by the framework itself. */
describe('sls package', () => {
  const { root, remove } = aFolder({
    'nx.json': '{}',
    'services/shop/package.json': '{}',
    'services/shop/serverless.yml': serverlessYml,
    'services/shop/src/store-orders.ts': 'export const handler = async () => undefined;',
  });
  const folder = join(root, 'services/shop');
  beforeAll(() => {
    for (const name of ['node_modules', 'libs'])
      symlinkSync(join(workspace, name), join(root, name), 'dir');
  });
  afterAll(remove);

  const sls = (...args: string[]) => {
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    const { status, stdout, stderr } = spawnSync('sls', ['package', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    return { status, output: stdout + stderr };
  };

  it('refuses it, and says where and what to do', () => {
    const { status, output } = sls('--stage', 'dev');

    expect(status).toBe(1);
    expect(output).toContain(`acado-shop: 4 errors of the guardrails

  partial-batch-responses
    StoreOrdersEventSourceMappingSQSOrdersQueue: its handler is not made by createSqsHandler: failed messages would count as done (services/shop/serverless.yml:23)`);
    expect(output).toContain(
      'StoreOrdersEventSourceMappingSQSOrdersQueue: its concurrency is not capped (services/shop/serverless.yml:23)',
    );
    expect(output).toContain(
      'StoreOrdersLambdaFunction: its exemption from arm64 ended on 2001-01-01 (services/shop/serverless.yml:22)',
    );
    expect(output).toContain(
      'Bucket: its exemption from public-access ended on 2001-01-01 (services/shop/serverless.yml:32)',
    );
    expect(output).not.toMatch(/\n\s+at /);
    expect(() => readCompiledTemplate(folder)).toThrow('ENOENT');
  });

  it('takes a permissions boundary for a policy', () => {
    const { status, output } = sls('--stage', 'dev', '--param', 'permissionsBoundary=acado-dev');

    expect(status).toBe(1);
    expect(output).toContain('The stage parameter permissionsBoundary is no ARN of an IAM policy');
  });
});
