import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { commandsOf } from './commands.ts';
import { root, workflowsHere } from './files.ts';
import { readWorkflow } from './workflow.ts';

const run = (...[program, ...args]: [string, ...string[]]) =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const usages = new Map<string, string>();
/** The help of a command of our tools. */
const usageOf = (file: string, command: string) => {
  const key = `${file} ${command}`;
  const usage = usages.get(key) ?? run('node', file, command, '--help');
  usages.set(key, usage);
  return usage;
};

const commands = workflowsHere().flatMap(commandsOf);

describe('what the scripts of the workflows call', () => {
  it.each(commands.filter(({ kind }) => kind === 'node'))(
    'is there: $file $command $options',
    (called) => {
      if (called.kind !== 'node') return;
      expect(existsSync(join(root, called.file))).toBe(true);
      for (const option of called.options)
        expect(usageOf(called.file, called.command)).toMatch(new RegExp(`${option}\\b`));
    },
  );

  it('is a script of package.json, with options that it has', () => {
    for (const called of commands) {
      if (called.kind !== 'npm') continue;
      const [, file = '', standard = ''] = scripts[called.script]?.split(' ') ?? [];
      const command = /^[a-z]+$/.test(called.command) ? called.command : standard;
      for (const option of called.options)
        expect(usageOf(file, command)).toMatch(new RegExp(`${option}\\b`));
    }
  });

  it('is a removal with options that it has', () => {
    const [script = ''] = workflowsHere()
      .flatMap(({ jobs }) =>
        jobs.flatMap(({ steps }) => steps.flatMap(({ run: text }) => text ?? [])),
      )
      .filter((text) => text.includes('run --silent remove'));

    for (const option of script.replace('--silent', '').match(/--[a-z][a-z-]+/g) ?? [''])
      expect(usageOf('tools/remove/src/cli.ts', 'remove')).toContain(option);
  });

  it('is a target that a project has', () => {
    const targets = new Set(
      commands.flatMap((called) => (called.kind === 'nx' ? called.targets : [])),
    );
    const project = z
      .object({ targets: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(run('npx', 'nx', 'show', 'project', 'crud-api', '--json')));
    const known = [...Object.keys(project.targets), 'e2e'];

    expect(targets.size).toBeGreaterThan(5);
    expect([...targets].filter((target) => !known.includes(target))).toEqual([]);
  });
});

describe('commandsOf', () => {
  it('reads what a script calls', () => {
    const script = `node tools/a.ts go --fast "$X" | tee x
          npx nx run-many -t lint test --param="a=b" && npm run --silent remove -- --yes
          npx nx deploy "$SERVICE" --stage="$STAGE" \\
            --region eu`;
    const workflow = readWorkflow(
      'a.yml',
      `on: push\njobs:\n  a:\n    steps:\n      - run: |\n          ${script}\n`,
    );

    expect(commandsOf(workflow)).toEqual([
      { kind: 'node', file: 'tools/a.ts', command: 'go', options: ['--fast'] },
      { kind: 'nx', targets: ['lint', 'test'], options: ['--param'] },
      { kind: 'npm', script: 'remove', command: '--yes', options: ['--yes'] },
      { kind: 'nx', targets: ['deploy'], options: ['--stage', '--region'] },
    ]);
  });
});
