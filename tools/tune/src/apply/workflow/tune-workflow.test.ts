import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@acado/command-line';
import { parse } from 'yaml';
import { z } from 'zod';
import { run } from '../../run/command.ts';
import { approval } from '../approval/command.ts';
import { apply } from '../command.ts';
import { verify } from '../verify/command.ts';

const stepSchema = z.object({ run: z.string().optional() });
const workflowSchema = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      permissions: z.record(z.string(), z.enum(['read', 'write'])),
      environment: z.object({ name: z.string() }).optional(),
      concurrency: z.object({ group: z.string() }).optional(),
      uses: z.string().optional(),
      steps: z.array(stepSchema).default([]),
    }),
  ),
});
const jobsOf = (name: string) => {
  const file = join(import.meta.dirname, '../../../../../.github/workflows', `${name}.yml`);
  return workflowSchema.parse(parse(readFileSync(file, 'utf8'))).jobs;
};
const [tune, comment, applied] = ['tune', 'tune-comment', 'tune-apply'].map(jobsOf);
const applies = {
  ...{ actions: 'read', contents: 'write', 'id-token': 'write' },
  ...{ issues: 'write', 'pull-requests': 'write' },
};
const proposes = { contents: 'write', issues: 'write', 'pull-requests': 'write' };
const jobs = [tune, comment, applied].flatMap((each) => Object.entries(each ?? {}));
const steps = jobs.flatMap(([, job]) => job.steps);
const scripts = steps.flatMap(({ run: script }) => script ?? []);

describe('.github/workflows/tune*.yml', () => {
  it('give each job what it needs', () => {
    const permissions = (of: typeof tune = {}) =>
      Object.fromEntries(Object.entries(of).map(([name, job]) => [name, job.permissions]));

    expect(permissions(tune)).toEqual({
      ...{ measure: { contents: 'read', 'id-token': 'write' }, propose: proposes, apply: applies },
    });
    expect(permissions(comment)).toEqual({
      ...{ decide: { contents: 'read' }, deny: proposes, apply: applies },
    });
    expect(permissions(applied)).toEqual({ apply: applies });
  });

  it('ask for AWS only in a protected environment, and deploy when nothing else does', () => {
    const withAws = jobs.filter(([, job]) => job.permissions['id-token'] && !job.uses);

    expect(withAws.map(([name]) => name)).toEqual(['measure', 'apply']);
    for (const [, job] of withAws) expect(job.environment?.name).toContain('stage');
    expect(tune?.['measure']?.concurrency?.group).toMatch(/stage[^]+service[^]+function/);
    expect(applied?.['apply']?.concurrency?.group).toMatch(/^environment-.*stage/);
  });

  it('measure where they deploy', () => {
    const measuring = scripts.filter((script) => script.includes('cli.ts run'));

    expect(measuring).toHaveLength(2);
    for (const script of measuring) expect(script).toContain('--region "$AWS_REGION"');
  });

  it('use commands and options that there are', () => {
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
