import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { z } from 'zod';
import { STRATEGIES } from '../inputs.ts';
import { someInputs } from '../testing/some-inputs.ts';
import { makePlan } from './make-plan.ts';
import { runbookOf } from './runbook.ts';

const templateSchema = z.object({
  AWSTemplateFormatVersion: z.literal('2010-09-09'),
  Parameters: z.record(z.string(), z.looseObject({ Type: z.enum(['String', 'Number']) })),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string().regex(/^AWS::\w+::\w+$/), Properties: z.looseObject({}) }),
  ),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

/** Every value of a key, wherever it is. */
function valuesOf(key: string, content: unknown): unknown[] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, value]: [string, unknown]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

const plans = STRATEGIES.map((strategy) => ({
  strategy,
  plan: makePlan(someInputs({ strategy })),
}));

describe.each(plans)('a plan of strategy $strategy', ({ plan }) => {
  const steps = [...plan.steps, ...plan.end];
  const commands = [...plan.preconditions, ...steps, ...steps.map(({ back }) => back)].flatMap(
    (one) => one.commands,
  );

  it('has templates whose references lead somewhere, and whose parameters are given', () => {
    for (const { name, content } of plan.files.filter((file) => file.name.endsWith('.yml'))) {
      const template = templateSchema.parse(parse(content));
      const known = [...Object.keys(template.Parameters), ...Object.keys(template.Resources)];
      const named = valuesOf('Ref', template).filter((ref) => !String(ref).startsWith('AWS::'));
      expect(known).toEqual(expect.arrayContaining(named));
      for (const target of valuesOf('Fn::GetAtt', template))
        expect(known).toContain(z.array(z.string()).parse(target)[0]);
      for (const target of valuesOf('Fn::If', template))
        expect(Object.keys(template.Conditions)).toContain(z.array(z.unknown()).parse(target)[0]);
      const [deployment] = commands.filter((command) =>
        command.includes(`--template-file ${name} `),
      );
      const wanted = Object.entries(template.Parameters).filter(([, one]) => !('Default' in one));
      for (const [parameter] of wanted) expect(deployment).toContain(`${parameter}=`);
    }
  });

  it('is written in commands that a shell reads', () => {
    const scripts = plan.files
      .filter(({ name }) => name.endsWith('.sh'))
      .map(({ content }) => content);
    const blocks = [...runbookOf(plan).matchAll(/```sh\n(.*?)```/gs)].map(
      ([, block = '']) => block,
    );
    const input = [...commands, ...scripts, ...blocks].join('\n');
    expect(spawnSync('sh', ['-n'], { input, encoding: 'utf8' })).toMatchObject({
      stderr: '',
      status: 0,
    });
  });

  it('deploys only files that come with it', () => {
    const files = plan.files.map(({ name }) => name);
    for (const command of commands)
      for (const [, name] of command.matchAll(/--template-file (\S+)|\bsh (\S+\.sh)/g))
        if (name !== undefined) expect(files).toContain(name);
  });

  it('ends with everything at the HTTP API, says how to go back, and removes the REST API last', () => {
    const moved = plan.steps.flatMap(({ percent }) => percent ?? []);
    expect(moved.toSorted((one, other) => one - other)).toEqual(moved);
    if (moved.length > 0) expect(moved.at(-1)).toBe(100);
    expect(steps.every(({ back }) => back.takes !== '')).toBe(true);
    expect(steps.at(-1)!.commands.join()).toContain('delete-rest-api');
    expect(plan.steps.flatMap((step) => step.commands).join()).not.toContain('delete-rest-api');
  });
});

it('leaves out shares that CloudFront does not know, and says so', () => {
  const plan = makePlan(someInputs({ strategy: 'canary' }));
  expect(plan.steps.flatMap(({ percent }) => percent ?? [])).toEqual([0, 5, 100]);
  expect(plan.notes.join()).toContain('Shares over 15 % are left out');
});
