import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@acado/command-line';
import { parse } from 'yaml';
import { z } from 'zod';
import { run } from '../../run/command.ts';
import { approval } from '../approval/command.ts';
import { apply } from '../command.ts';
import { verify } from '../verify/command.ts';

const text = readFileSync(
  join(import.meta.dirname, '../../../../../.github/workflows/tune.yml'),
  'utf8',
);

const stepSchema = z.object({ run: z.string().optional() });
const workflow = z
  .object({
    jobs: z.record(
      z.string(),
      z.object({
        permissions: z.record(z.string(), z.enum(['read', 'write'])),
        'timeout-minutes': z.number(),
        environment: z.object({ name: z.string() }).optional(),
        concurrency: z.object({ group: z.string() }).optional(),
        steps: z.array(stepSchema),
      }),
    ),
  })
  .parse(parse(text));

const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([, job]) => job.steps);
const scripts = steps.flatMap(({ run: script }) => script ?? []);

describe('.github/workflows/tune.yml', () => {
  it('gives each job what it needs', () => {
    expect(Object.fromEntries(jobs.map(([name, job]) => [name, job.permissions]))).toEqual({
      measure: { contents: 'read', 'id-token': 'write' },
      propose: { contents: 'write', issues: 'write', 'pull-requests': 'write' },
      decide: { contents: 'read' },
      deny: { contents: 'write', issues: 'write', 'pull-requests': 'write' },
      apply: {
        ...{ actions: 'read', contents: 'write', 'id-token': 'write' },
        ...{ issues: 'write', 'pull-requests': 'write' },
      },
    });
  });

  it('asks for AWS only in a protected environment, and deploys when nothing else does', () => {
    const withAws = jobs.filter(([, { permissions }]) => permissions['id-token']);

    expect(withAws.map(([name]) => name)).toEqual(['measure', 'apply']);
    for (const [, job] of withAws) expect(job.environment?.name).toContain('stage');
    expect(workflow.jobs['measure']?.concurrency?.group).toMatch(/stage[^]+service[^]+function/);
    expect(workflow.jobs['apply']?.concurrency?.group).toMatch(/^environment-.*stage/);
  });

  it('measures where it deploys', () => {
    const measuring = scripts.filter((script) => script.includes('cli.ts run'));

    expect(measuring).toHaveLength(2);
    for (const script of measuring) expect(script).toContain('--region "$AWS_REGION"');
  });

  it('uses commands and options that there are', () => {
    const commands: Record<string, Command> = { apply, approval, run, verify };
    const calls = scripts.flatMap((script) => [
      ...script.replaceAll('\\\n', '').matchAll(/tools\/tune\/src\/cli\.ts (\w+)([^|\n]*)/g),
    ]);

    expect(calls.map(([, name]) => name)).toEqual(
      'run apply approval apply run verify apply'.split(' '),
    );
    for (const [, name = '', rest = ''] of calls)
      for (const option of rest.match(/--[\w-]+/g) ?? [])
        expect(commands[name]?.usage).toContain(`  ${option} `);
  });
});
