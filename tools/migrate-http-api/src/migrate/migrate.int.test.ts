import { runCommand } from '@acado/command-line/testing';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from './command.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const LINKS = ['libs', 'node_modules', 'package.json', 'tsconfig.base.json'];

describe('migrate --write', () => {
  let workspace: string;
  let service: string;
  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'migrate-'));
    service = join(workspace, 'services/baseline');
    const own = join(ROOT, 'services/baseline');
    cpSync(own, service, {
      recursive: true,
      filter: (path) => !/\/\.(serverless|esbuild)$/.test(path),
    });
    for (const name of LINKS) symlinkSync(join(ROOT, name), join(workspace, name));
  });
  afterAll(() => rmSync(workspace, { recursive: true }));

  it('makes services/baseline a service with an HTTP API, which can be packaged', async () => {
    const { exitCode, stdout } = await runCommand(migrate, [
      service,
      '--accept',
      'edge-endpoint',
      '--write',
    ]);
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Moved\n  POST /orders'),
    });

    const packaged = spawnSync(join(ROOT, 'node_modules/.bin/sls'), ['package', '--stage', 'dev'], {
      cwd: service,
      encoding: 'utf8',
    });
    expect({ status: packaged.status, stderr: packaged.stderr }).toMatchObject({ status: 0 });
    const template = readFileSync(
      join(service, '.serverless/cloudformation-template-update-stack.json'),
      'utf8',
    );
    const { Resources } = JSON.parse(template) as {
      Resources: Record<string, { Type: string; Properties: object }>;
    };
    const ofGateway = Object.values(Resources).filter(({ Type }) =>
      Type.startsWith('AWS::ApiGateway'),
    );
    expect(ofGateway.map(({ Type }) => Type.replace('AWS::ApiGatewayV2::', '')).toSorted()).toEqual(
      // The provider that all services share has an authorizer.
      [...['Api', 'Authorizer', 'Integration', 'Route', 'Stage']],
    );
    expect(Resources.HttpApiRoutePostOrders!.Properties).toMatchObject({
      RouteKey: 'POST /orders',
      AuthorizationType: 'AWS_IAM',
    });
    expect(Resources.HttpApiIntegrationPlaceOrder!.Properties).toMatchObject({
      PayloadFormatVersion: '1.0',
    });
  });

  it('has nothing to do the second time', async () => {
    const { exitCode, stderr } = await runCommand(migrate, [service]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('has no http event');
  });
});
