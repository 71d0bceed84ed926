import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { type Stack } from '../template/schema.ts';
import { aStack } from '../template/testing.ts';
import { type Handlers } from './create-handlers.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { noEffect } from './properties.ts';
import { createProvisioner } from './provisioner.ts';

const thing = (Name: unknown, more: object = {}) => ({
  Type: 'Test::Thing',
  Properties: { Name, ...more },
});

describe('createProvisioner', () => {
  let log: string[];
  let warnings: string[];
  let provision: (stack: Stack) => Promise<{
    changed: string[];
    resources: Record<string, string>;
    outputs: Record<string, unknown>;
  }>;

  beforeEach(() => {
    log = [];
    warnings = [];
    const handler: ResourceHandler = defineResource({
      type: 'Test::Thing',
      properties: z.strictObject({ Name: z.string(), Tags: noEffect('a test') }),
      put: ({ Name }) => {
        if (Name === 'broken') throw new Error('it broke');
        log.push(`put ${Name}`);
        return { physicalId: Name, attributes: { Arn: `arn:${Name}` } };
      },
      remove: (name) => void log.push(`remove ${name}`),
    });
    const handlers: Handlers = {
      of: (type) => (type === 'Test::Thing' ? handler : undefined),
      commit: () => Promise.resolve(),
    };
    const context = {
      region: 'us-east-1',
      accountId: '000000000000',
      report: (level: string, source: string, message: string) =>
        void warnings.push(`${level} ${source}: ${message}`),
    } as unknown as CloudContext;
    provision = createProvisioner(context, handlers).provision;
  });

  it('puts resources after what they refer to', async () => {
    const { resources } = await provision(
      aStack({ Resources: { A: thing({ 'Fn::Sub': 'a-of-${B}' }), B: thing('b') } }),
    );

    expect(log).toEqual(['put b', 'put a-of-b']);
    expect(resources).toEqual({ A: 'a-of-b', B: 'b' });
  });

  it('touches only what has changed', async () => {
    await provision(aStack({ Resources: { A: thing('a'), B: thing('b'), C: thing('c') } }));
    log.length = 0;

    const { changed } = await provision(
      aStack({ Resources: { A: thing('a'), B: thing('b2'), D: thing('d') } }),
    );

    expect(log).toEqual(['put b2', 'put d', 'remove c']);
    expect(changed).toEqual(['B', 'D', 'C']);
  });

  it('keeps a thing whose logical id alone has changed', async () => {
    await provision(aStack({ Resources: { Old: thing('same') } }));
    await provision(aStack({ Resources: { New: thing('same') } }));

    expect(log).not.toContain('remove same');
  });

  it('reports unknown types and properties once, and not those without effect', async () => {
    const stack = aStack({
      Resources: {
        A: thing('a', { Colour: 'red', Tags: [] }),
        B: { Type: 'Test::Unknown', Properties: {} },
      },
    });
    await provision(stack);
    await provision(stack);

    expect(warnings).toEqual([
      'warn acado-shop-local: A: Test::Thing has no Colour here',
      'warn acado-shop-local: B: Test::Unknown does not exist here',
    ]);
  });

  it('lets stacks import what others export', async () => {
    await provision(
      aStack({
        Resources: { A: thing('a') },
        Outputs: {
          O: {
            Value: { 'Fn::GetAtt': 'A.Arn' },
            Export: { Name: { 'Fn::Sub': '${AWS::StackName}-arn' } },
          },
        },
      }),
    );
    const importing = aStack(
      { Resources: { B: thing({ 'Fn::ImportValue': 'acado-shop-local-arn' }) } },
      { stackName: 'acado-other-local' },
    );

    expect((await provision(importing)).resources).toEqual({ B: 'arn:a' });
  });

  it.each([
    ['a failing handler', thing('broken'), 'acado-shop-local: Resources.A: Test::Thing: it broke'],
    [
      'unusable properties',
      thing(5),
      /^acado-shop-local: Resources\.A\.Properties\.Name: Test::Thing: /,
    ],
  ])('names stack and resource for %s', async (_name, resource, message) => {
    await expect(provision(aStack({ Resources: { A: resource } }))).rejects.toThrow(message);
  });
});
