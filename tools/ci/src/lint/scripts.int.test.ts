import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root, workflowsHere } from './files.ts';

const workflows = workflowsHere();

/** The script of a step, by the end of its workflow's file name. */
function scriptOf(file: string, name: string): string {
  const workflow = workflows.find((each) => each.file.endsWith(file));
  const step = workflow?.jobs.flatMap(({ steps }) => steps).find((each) => each.name === name);
  if (step?.run === undefined) throw new Error(`${file} has no step "${name}"`);
  return step.run;
}

/** Runs a script as GitHub does. */
function bash(script: string, env: Record<string, string> = {}, cwd = root) {
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    ...{ cwd, encoding: 'utf8' },
    env: { ...process.env, ...env },
  });
  return { status, output: stdout + stderr };
}

describe('scripts', () => {
  const all = workflows.flatMap(({ file, jobs }) =>
    jobs.flatMap(({ id, steps }) =>
      steps.flatMap(({ name, run }) => (run === undefined ? [] : [{ file, id, name, run }])),
    ),
  );

  it.each(all)('$file, $id: $name is bash', ({ run }) => {
    const { status, stderr } = spawnSync('bash', ['-n', '-c', run], { encoding: 'utf8' });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('ci.yml, Every job succeeded', () => {
  const required = (event: string, results: Record<string, string>, fork = 'false') =>
    bash(scriptOf('ci.yml', 'Every job succeeded'), {
      ...{ EVENT: event, FORK: fork },
      RESULTS: JSON.stringify(
        Object.fromEntries(Object.entries(results).map(([job, result]) => [job, { result }])),
      ),
    });
  const green = { static: 'success', system: 'success', cost: 'success', comment: 'success' };

  it.each([
    ['pull_request', green],
    ['push', { ...green, cost: 'skipped', comment: 'skipped' }],
    ['merge_group', { ...green, cost: 'skipped', comment: 'skipped' }],
  ])('is green when all are: %s', (event, results) => {
    expect(required(event, results).status).toBe(0);
  });

  it('takes no comment from a fork for good, but nothing else', () => {
    expect(required('pull_request', { ...green, comment: 'skipped' }, 'true').status).toBe(0);
    expect(required('pull_request', { ...green, cost: 'skipped' }, 'true').status).toBe(1);
  });

  it.each(['failure', 'cancelled', 'skipped'])('is red when one is: %s', (result) => {
    for (const job of Object.keys(green)) {
      const { status, output } = required('pull_request', { ...green, [job]: result });

      expect(status).toBe(1);
      expect(output).toContain(`::error::${job}: ${result}`);
    }
  });
});

describe('remove.yml, Confirm', () => {
  const confirm = (stage: string, typed: string) =>
    bash(scriptOf('remove.yml', 'Confirm'), { STAGE: stage, CONFIRM: typed }).status;

  it('wants the name of the stage, and more for prod', () => {
    expect(confirm('dev', 'dev')).toBe(0);
    expect(confirm('dev', 'staging')).toBe(1);
    expect(confirm('prod', 'prod')).toBe(1);
    expect(confirm('prod', 'remove prod for good')).toBe(0);
    expect(confirm('dev', '" ]; exit 0; [ "')).toBe(1);
  });
});

/** Puts a `gh` into a folder that notes its calls there and prints this, and returns an environment with it. */
function aFakeGh(folder: string, output: string) {
  const gh = `#!/bin/sh\necho "$@" >> "${folder}/calls"\ncase "$*" in *--jq*) printf '%b' '${output}';; esac\n`;
  writeFileSync(join(folder, 'gh'), gh);
  chmodSync(join(folder, 'gh'), 0o755);
  return { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`, REPOSITORY: 'o/r' };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('deploy-stage.yml, Only what is on main', () => {
  const check = (COMMIT: string, status: string) =>
    bash(scriptOf('deploy-stage.yml', 'Only what is on main'), {
      ...aFakeGh(folder, status),
      COMMIT,
    }).status;

  it.each([
    ['identical', 0],
    ['behind', 0],
    ['ahead', 1],
    ['diverged', 1],
    ['', 1],
  ])('is decided by how it stands to main: %j', (status, code) => {
    expect(check('a'.repeat(40), status)).toBe(code);
  });

  it('is a commit in full', () => {
    expect(check('main', 'identical')).toBe(1);
    expect(check(`${'a'.repeat(40)}?x`, 'identical')).toBe(1);
  });
});

describe('ci.yml, the comment', () => {
  /** Runs it where there are comments with these ids, and returns its last call. */
  const comment = (ids: string, text = 'text') => {
    writeFileSync(join(folder, 'comment.md'), `<!-- cost -->\n${text}\n`);
    const script = scriptOf('ci.yml', 'Write the comment, or write it anew');
    const { status } = bash(script, { ...aFakeGh(folder, ids), PULL_REQUEST: '7' }, folder);
    expect(status).toBe(0);
    return readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').at(-1);
  };

  it('is new the first time', () => {
    expect(comment('')).toBe(
      'api --method POST repos/o/r/issues/7/comments --field body=@body.md --silent',
    );
  });

  it('is written anew after that, also when there are several', () => {
    expect(comment('41\\n42\\n')).toBe(
      'api --method PATCH repos/o/r/issues/comments/41 --field body=@body.md --silent',
    );
  });

  it('is no longer than GitHub takes, and calls nobody', () => {
    comment('', `@acado/everyone ${'ü'.repeat(70_000)}`);
    const body = readFileSync(join(folder, 'body.md'), 'utf8');

    expect(body).toMatch(/^<!-- cost -->\n@\u200bacado/);
    expect(body.length).toBeLessThan(65_536);
  });
});

describe('deploy-stage.yml, Roll back', () => {
  /** Runs it where this program fails, and returns what it called and told. */
  const back = (services: string, failing = '') => {
    for (const program of ['git', 'npm', 'npx']) {
      const fails = program === failing ? 'exit 1' : '';
      writeFileSync(
        join(folder, program),
        `#!/bin/sh\necho "${program} $@" >> "${folder}/calls"\n${fails}\n`,
      );
      chmodSync(join(folder, program), 0o755);
    }
    const { status } = bash(scriptOf('deploy-stage.yml', 'Roll back'), {
      PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
      ...{ GITHUB_STEP_SUMMARY: join(folder, 'summary'), RUNNER_TEMP: folder },
      ...{ STAGE: 'dev', AWS_REGION: 'us-east-1', PREVIOUS: 'abc', SMOKED: 'a b' },
      ...{ SERVICES: services, BOUNDARY: 'arn', JWT_ISSUER: 'https://i', JWT_AUDIENCE: 'x' },
    });
    const read = (file: string) =>
      existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
    return { status, calls: read('calls'), summary: read('summary') };
  };

  it('deploys and tries the commit before, and tells', () => {
    const { status, calls, summary } = back('a,b');

    expect(status).toBe(0);
    expect(calls).toMatch(
      /^git checkout --detach abc\nnpm ci [^]*\nnpx nx run-many -t deploy -p a,b --stage=dev/,
    );
    expect(calls).toMatch(/smoke -- run a b --target aws --stage dev/);
    expect(summary).toBe('### dev went back to abc, and answers\n');
  });

  it.each(['git', 'npx', 'npm'])('tells that it failed: %s', (program) => {
    const { status, summary } = back('a', program);

    expect(status).toBe(1);
    expect(summary).toBe('### Going back to abc failed: dev has parts of both\n');
  });

  it('tells that there is nothing to go back to', () => {
    const { status, calls, summary } = back('');

    expect({ status, calls }).toEqual({ status: 1, calls: '' });
    expect(summary).toContain('nothing to go back to');
  });
});
