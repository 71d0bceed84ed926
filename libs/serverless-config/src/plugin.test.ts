import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Guardrails from './plugin.ts';
import { aServerless } from './testing/a-serverless.ts';
import { aConsumerStack } from './testing/a-template.ts';
import { templateProblems } from './testing/index.ts';

const utilities = { log: { warning: jest.fn() } };

describe('the plugin', () => {
  it('gives every function a role of its own before it is packaged', () => {
    const serverless = aServerless({ writeOrders: { name: 'a' }, getOrder: { name: 'b' } }, {});

    new Guardrails(serverless, {}, utilities).hooks.initialize!();

    expect(serverless.service.functions.writeOrders!.role).toBe('WriteOrdersRole');
    expect(Object.keys(serverless.service.resources!.Resources!)).toEqual([
      'WriteOrdersRole',
      'GetOrderRole',
    ]);
  });

  it('says what is missing of its settings', () => {
    const begin = (custom: unknown) => () => {
      const serverless = aServerless({ getOrder: { name: 'a' } }, {});
      Object.assign(serverless.service, { custom });
      new Guardrails(serverless, {}, utilities).hooks.initialize!();
    };

    expect(begin(undefined)).toThrow(
      'custom.guardrails is missing: include libs/serverless-config/guardrails.yml as custom.guardrails',
    );
    const { alarmTopicArn, costMetrics } = aServerless({}, {}).service.custom.guardrails;
    expect(begin({ guardrails: { alarmTopicArn, costMetrics } })).toThrow(
      'custom.guardrails.costAlarmUsdPerHour, custom.guardrails.throttling, custom.guardrails.permissionsBoundary, custom.guardrails.rules are missing',
    );
  });

  it('lets a function send its failures to another, which it names by its key', () => {
    const serverless = aServerless(
      {
        getOrder: { name: 'acado-shop-dev-getOrder', destinations: { onFailure: 'sweep' } },
        sweep: { name: 'acado-shop-dev-sweep' },
      },
      {},
    );

    new Guardrails(serverless, {}, utilities).hooks.initialize!();

    expect(JSON.stringify(serverless.service.resources!.Resources!.GetOrderRole)).toContain(
      ':function:acado-shop-dev-sweep"',
    );
  });

  it('gives every function its rates', () => {
    const serverless = aServerless(
      { writeOrders: { name: 'a', environment: { TABLE: 't' } }, getOrder: { name: 'b' } },
      {},
    );

    new Guardrails(serverless, {}, utilities).hooks.initialize!();

    const { writeOrders, getOrder } = serverless.service.functions;
    expect(writeOrders).toMatchObject({
      environment: {
        COST_METRICS: 'full',
        COST_SAMPLE_RATE: '0.1',
        COST_RATES: expect.stringContaining('"gbSecond":0.0000166667'),
        TABLE: 't',
      },
    });
    // Its own role allows it nothing that is billed.
    expect(getOrder).toMatchObject({
      environment: { COST_RATES: expect.stringContaining('"data":{}') },
    });
    expect(utilities.log.warning).not.toHaveBeenCalled();
  });

  it.each([
    ['offline', 'full' as const],
    ['package', 'off' as const],
  ])('gives no rates to the functions of `sls %s` with cost metrics %s', (command, metrics) => {
    const serverless = aServerless({ getOrder: { name: 'b' } }, {});
    serverless.processedInput.commands = [command];
    serverless.service.custom.guardrails.costMetrics.metrics = metrics;

    new Guardrails(serverless, {}, utilities).hooks.initialize!();

    expect(serverless.service.functions.getOrder).not.toHaveProperty('environment');
  });

  it('warns once of prices that the book does not have', () => {
    const serverless = aServerless({ getOrder: { name: 'a' }, getOrders: { name: 'b' } }, {});
    const { naming } = serverless.getProvider();
    serverless.getProvider = () => ({
      naming,
      getRegion: () => 'us-east-2',
      getStage: () => 'dev',
    });
    const warning = jest.fn();

    new Guardrails(serverless, {}, { log: { warning } }).hooks.initialize!();

    expect(warning).toHaveBeenCalledTimes(1);
    expect(warning).toHaveBeenCalledWith(expect.stringContaining('x86_64 in us-east-2'));
  });

  it('keeps the role that a function names', () => {
    const role = 'arn:aws:iam::1:role/mine';
    const serverless = aServerless({ writeOrders: { name: 'a', role } }, {});

    new Guardrails(serverless, {}, utilities).hooks.initialize!();

    expect(serverless.service.functions.writeOrders!.role).toBe(role);
    expect(serverless.service.resources!.Resources).toEqual({});
  });

  it('completes a compiled template so that nothing is left to complain about', () => {
    const resources = aConsumerStack();
    const serverless = aServerless({}, resources);

    new Guardrails(serverless, {}, utilities).hooks[
      'after:aws:package:finalize:mergeCustomProviderResources'
    ]!();

    expect(templateProblems({ Resources: resources })).toEqual([]);
    expect(resources.WriteOrdersLambdaFunction!.DependsOn).toEqual(['WriteOrdersLogGroup']);
  });

  it('leaves no bundles behind when its run ends', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
    const serverless = aServerless({}, {});
    serverless.service.custom.esbuild = { outputWorkFolder: basename(folder) };
    const once = jest.spyOn(process, 'once').mockReturnValue(process);

    new Guardrails(serverless, {}, utilities).hooks.initialize!();
    const [, end] = once.mock.calls.find(([event]) => event === 'exit')!;
    once.mockRestore();
    end();

    expect(existsSync(folder)).toBe(false);
  });

  it('caps the HTTP APIs of the stack and keeps their other settings', () => {
    const resources = aConsumerStack();

    new Guardrails(aServerless({}, resources), {}, utilities).hooks[
      'after:aws:package:finalize:mergeCustomProviderResources'
    ]!();

    expect(resources.HttpApiStage!.Properties!.DefaultRouteSettings).toEqual({
      DetailedMetricsEnabled: false,
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
  });
});
