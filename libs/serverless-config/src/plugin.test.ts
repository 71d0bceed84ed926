import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Guardrails from './plugin.ts';
import type { CostMetrics } from './rates.ts';
import type { Severity } from './rules/rule.ts';
import { templateProblems } from './testing/index.ts';
import { aConsumerStack } from './testing/a-template.ts';
import type { Resources } from './template.ts';

const aServerless = (functions: Record<string, object>, compiled: Resources) => ({
  serviceDir: tmpdir(),
  processedInput: { commands: ['package'] },
  classes: { Error },
  service: {
    service: 'acado-worker-b',
    custom: {
      guardrails: {
        alarmTopicArn: '',
        costAlarmUsdPerHour: 1,
        costMetrics: { metrics: 'full' as CostMetrics['metrics'], sampleRate: 0.1 },
        throttling: { rateLimit: 100, burstLimit: 200 },
        permissionsBoundary: '',
        rules: { tunedWithinDays: 90, maxBundleKb: 1024, outdated: 'error' as Severity },
        exemptions: undefined as Record<string, unknown> | undefined,
      },
      esbuild: undefined as { outputWorkFolder?: string } | undefined,
    },
    functions: functions as Record<
      string,
      { name: string; role?: unknown; guardrails?: Record<string, unknown> }
    >,
    provider: {
      tags: { Service: 'acado-worker-b', Stage: 'dev', CostCenter: 'orders' },
      compiledCloudFormationTemplate: { Resources: compiled } as {
        Resources: Resources;
        Metadata?: Record<string, unknown>;
      },
    },
    resources: undefined as { Resources?: Resources } | undefined,
  },
  configSchemaHandler: { defineFunctionProperties: () => {}, defineCustomProperties: () => {} },
  getProvider: () => ({
    getRegion: () => 'us-east-1',
    getStage: () => 'dev',
    naming: {
      getLambdaLogicalId: (key: string) => `${key[0]!.toUpperCase()}${key.slice(1)}LambdaFunction`,
      getNormalizedFunctionName: (key: string) => key[0]!.toUpperCase() + key.slice(1),
      getLogGroupLogicalId: (key: string) => `${key[0]!.toUpperCase()}${key.slice(1)}LogGroup`,
    },
  }),
});

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

  describe('as a guardrail', () => {
    const today = () => new Date('2026-11-20T12:00:00Z');
    const mapping = (resources: Resources) => resources.WriteOrdersMapping!.Properties!;
    const complete = (serverless: ReturnType<typeof aServerless>, log = utilities.log) =>
      new Guardrails(serverless, {}, { log }, today).hooks[
        'after:aws:package:finalize:mergeCustomProviderResources'
      ]!();
    const writeOrders = 'acado-worker-b-dev-writeOrders';

    it('refuses a stack that breaks a rule, and says what to do', () => {
      const resources = aConsumerStack();
      mapping(resources).ScalingConfig = undefined;

      expect(() => complete(aServerless({}, resources))).toThrow(
        `acado-worker-b: 1 error of the guardrails

  queue-concurrency
    WriteOrdersMapping: its concurrency is not capped
    → Set maximumConcurrency on the sqs event; 2 is the least.

Reasons and exemptions: libs/serverless-config/RULES.md`,
      );
    });

    it('shows what is only a warning', () => {
      const warning = jest.fn();

      complete(aServerless({ writeOrders: { name: writeOrders } }, aConsumerStack()), { warning });

      expect(warning).toHaveBeenCalledWith(
        expect.stringContaining('WriteOrdersLambdaFunction: its memory size was never measured'),
      );
    });

    it('exempts a function, and writes that into the template', () => {
      const resources = aConsumerStack();
      mapping(resources).ScalingConfig = undefined;
      const guardrails = {
        'queue-concurrency': { reason: 'a test', until: '2027-11-20' },
        'tuned-memory': { reason: 'a test', until: new Date('2026-11-20') },
      };
      const warning = jest.fn();

      complete(aServerless({ writeOrders: { name: writeOrders, guardrails } }, resources), {
        warning,
      });

      expect(warning).not.toHaveBeenCalled();
      expect(resources.WriteOrdersLambdaFunction!.Metadata).toEqual({ Guardrails: guardrails });
    });

    it('exempts a service as a whole, and writes that into the template', () => {
      const resources = aConsumerStack();
      mapping(resources).ScalingConfig = undefined;
      const serverless = aServerless({}, resources);
      const exemptions = { 'queue-concurrency': { reason: 'a test', until: '2027-01-01' } };
      serverless.service.custom.guardrails.exemptions = exemptions;

      complete(serverless);

      const { Metadata } = serverless.service.provider.compiledCloudFormationTemplate;
      expect(Metadata).toEqual({ Guardrails: exemptions });
    });

    it('refuses an exemption that is over, and warns of it where the stage says so', () => {
      const guardrails = { 'tuned-memory': { reason: 'a test', until: '2026-11-19' } };
      const service = () =>
        aServerless({ writeOrders: { name: writeOrders, guardrails } }, aConsumerStack());
      const over = 'WriteOrdersLambdaFunction: its exemption from tuned-memory ended on 2026-11-19';
      const warning = jest.fn();
      const local = service();
      local.service.custom.guardrails.rules.outdated = 'warning';

      complete(local, { warning });

      expect(warning).toHaveBeenCalledWith(expect.stringContaining(over));
      expect(() => complete(service())).toThrow(over);
    });

    it('caps every role where the stage has a permissions boundary', () => {
      const resources = aConsumerStack();
      const serverless = aServerless({}, resources);
      const arn = 'arn:aws:iam::123456789012:policy/acado-dev-boundary';
      serverless.service.custom.guardrails.permissionsBoundary = arn;

      complete(serverless);

      expect(resources.WriteOrdersRole!.Properties!.PermissionsBoundary).toBe(arn);
      serverless.service.custom.guardrails.permissionsBoundary = 'acado-dev-boundary';
      expect(() => complete(serverless)).toThrow('The stage parameter permissionsBoundary');
    });
  });
});
