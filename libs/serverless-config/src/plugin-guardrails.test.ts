import Guardrails from './plugin.ts';
import { aServerless } from './testing/a-serverless.ts';
import { aConsumerStack } from './testing/a-template.ts';
import type { Resources } from './template.ts';

const utilities = { log: { warning: jest.fn() } };

describe('the plugin as a guardrail', () => {
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
