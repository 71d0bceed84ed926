import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '@acado/command-line/testing';
import { approval } from './approval/command.ts';
import { apply } from './command.ts';
import { aFakeGh } from './testing/fake-gh.ts';
import { aRun, aWorkspace, SHOP, SHOP_YML, type Workspace } from './testing/a-workspace.ts';

const processEnv = process.env;
const cwd = process.cwd();
const BRANCH = 'tune/shop-place-dev-512';

let workspace: Workspace;
let gh: ReturnType<typeof aFakeGh>;
let origin: string;

beforeEach(() => {
  workspace = aWorkspace();
  const outside = join(workspace.root, 'reports');
  origin = join(outside, 'origin.git');
  mkdirSync(outside, { recursive: true });
  gh = aFakeGh(outside);
  execFileSync('git', ['init', '--quiet', '--bare', origin]);
  workspace.git('remote', 'add', 'origin', origin);
  process.chdir(workspace.root);
});
afterEach(() => {
  process.env = processEnv;
  process.chdir(cwd);
  workspace.remove();
});

/** Runs a command as the command line does, with a fake `gh` on its PATH. */
const run = ([name, ...args]: string[], env: Record<string, string> = {}) => {
  process.env = { ...processEnv, ...gh.env, ...env };
  return runCommand(name === 'approval' ? approval : apply, args);
};

const inOrigin = (...args: string[]) =>
  execFileSync('git', args, { cwd: origin, encoding: 'utf8' }).trim();

describe('tune apply --mode manual --push', () => {
  it('pushes the branch, opens the pull request and the issue that refers to it', async () => {
    const path = await aRun(workspace.root);

    const { exitCode, stdout, stderr } = await run(
      ['apply', path, '--mode', 'manual', '--push', '--json'],
      { GITHUB_RUN_ID: '42' },
    );

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ branch: BRANCH, service: 'shop', functionKey: 'place', stage: 'dev' },
      ...{ pullRequest: 'https://github.test/pull/1', issue: 'https://github.test/issues/2' },
      commit: workspace.git('rev-parse', BRANCH),
    });
    expect(inOrigin('diff', '--name-only', `${BRANCH}^`, BRANCH)).toBe(SHOP);
    const [, create, , , issue] = gh.calls();
    expect(create?.args).toEqual([
      ...['pr', 'create', '--head', BRANCH, '--base', 'main'],
      ...['--title', 'Tune shop place at dev: 512 MB, x86_64', '--body-file', '-'],
    ]);
    expect(create?.body).toContain('+    memorySize: 512');
    expect(issue?.args.slice(0, 2)).toEqual(['issue', 'create']);
    expect(issue?.body).toContain('https://github.test/pull/1');
    expect(issue?.body).toContain('"workflowRun":"42"');
    expect(workspace.read(SHOP)).toBe(SHOP_YML);
  });

  it('opens nothing twice', async () => {
    const path = await aRun(workspace.root);
    gh.setOpen([
      { url: 'https://github.test/9', title: 'Approve shop place at dev: 512 MB, x86_64' },
    ]);

    const { stdout } = await run(['apply', path, '--push', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      ...{ pullRequest: 'https://github.test/9', issue: 'https://github.test/9' },
    });
    expect(gh.calls().map(({ args }) => args[1])).toEqual(['list', 'list', 'edit']);
    // What is approved in it is what is proposed now.
    expect(gh.calls()[2]?.body).toContain(`"commit":"${workspace.git('rev-parse', BRANCH)}"`);
  });

  it('takes no pull request of a fork for its own', async () => {
    const path = await aRun(workspace.root);
    const title = 'Tune shop place at dev: 512 MB, x86_64';
    gh.setOpen([{ url: 'https://github.test/fork/9', title, isCrossRepository: true }]);

    const { stdout } = await run(['apply', path, '--push', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({ pullRequest: 'https://github.test/pull/1' });
  });

  it('can be done again elsewhere after GitHub refused', async () => {
    const path = await aRun(workspace.root);
    await run(['apply', path, '--push'], { FAKE_GH_REFUSES: 'pr create' });
    const commit = inOrigin('rev-parse', BRANCH);
    workspace.git('branch', '-D', BRANCH);

    const { exitCode } = await run(['apply', path, '--push']);

    expect([exitCode, inOrigin('rev-parse', BRANCH)]).toEqual([0, commit]);
  });

  it('leaves an earlier proposal alone', async () => {
    const path = await aRun(workspace.root);
    await run(['apply', path, '--push']);
    workspace.git('branch', '-D', BRANCH);
    workspace.git('commit', '--allow-empty', '--quiet', '--message=later');
    const later = await aRun(workspace.root, { name: 'later' });

    const { exitCode, stderr } = await run(['apply', later, '--push']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(`origin has a branch ${BRANCH} with something else`);
  });

  it('says so when GitHub refuses', async () => {
    const path = await aRun(workspace.root);

    const { exitCode, stderr } = await run(['apply', path, '--push'], {
      FAKE_GH_REFUSES: 'pr create',
    });

    expect([exitCode, stderr]).toEqual([1, 'gh pr create: not allowed']);
  });

  it('says so when there is no gh', async () => {
    const path = await aRun(workspace.root);
    const bin = join(workspace.root, 'reports/git-only');
    mkdirSync(bin);
    symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(bin, 'git'));

    const { exitCode, stderr } = await run(['apply', path, '--push'], { PATH: bin });

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^gh is not installed \(https:\/\/cli\.github\.com\)/);
  });
});

describe('tune apply', () => {
  it('takes back on a branch of its own', async () => {
    const path = await aRun(workspace.root, { target: 'local' });
    await run(['apply', path, '--mode', 'auto']);
    workspace.git('commit', '--all', '--quiet', '--message=tuned');

    const { exitCode, stdout } = await run(['apply', '--revert', path, '--push']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Merged https://github.test/pull/1');
    const revert = gh.calls().find(({ args }) => args[1] === 'merge')?.args[2];
    expect(inOrigin('show', `${revert}:${SHOP}`)).toBe(SHOP_YML.trimEnd());
  });

  it('says that what it took back is not merged', async () => {
    const path = await aRun(workspace.root, { target: 'local' });
    await run(['apply', path, '--mode', 'auto']);
    workspace.git('commit', '--all', '--quiet', '--message=tuned');

    const { exitCode, stdout } = await run(['apply', '--revert', path, '--push'], {
      FAKE_GH_REFUSES: 'pr merge',
    });

    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'Not merged, do so: https://github.test/pull/1\ngh pr merge: not allowed',
    );

    // Until it is merged it is not taken back: the same again.
    expect((await run(['apply', '--revert', path, '--push'])).stdout).toContain(
      'Merged https://github.test/pull/1',
    );
    expect((await run(['apply', '--revert', path, '--push'])).stdout).toContain(
      'was taken back before',
    );
  });

  it('takes nothing back of a base that does not have it', async () => {
    const path = await aRun(workspace.root, { target: 'local' });
    await run(['apply', path, '--mode', 'auto']);

    const { exitCode, stderr } = await run(['apply', '--revert', path, '--push']);

    expect([exitCode, stderr]).toEqual([
      1,
      `${SHOP} is not changed at HEAD: pull first, or leave out --push`,
    ]);
  });

  it('prints the diff, and that nothing was changed', async () => {
    const path = await aRun(workspace.root, { target: 'local' });

    const { stdout } = await run(['apply', path, '--mode', 'auto', '--dry-run']);

    expect(stdout).toContain(`${SHOP}:11: memorySize 1024 → 512\n\n--- a/${SHOP}`);
    expect(stdout.trimEnd()).toMatch(/Nothing was changed \(--dry-run\)$/);
  });

  it.each([
    [['apply'], 2, 'Name one run'],
    [['apply', 'nowhere'], 2, 'There is no result of a run in'],
    [['apply', 'x', '--mode', 'later'], 2, '--mode: expected auto or manual, not "later"'],
  ])('%j', async (args, code, message) => {
    const { exitCode, stderr } = await run(args);

    expect(exitCode).toBe(code);
    expect(stderr).toContain(message);
  });
});

describe('tune approval', () => {
  const event = (login: string, body: string) => ({
    ...{ action: 'created', comment: { body: '/approve', user: { login } } },
    issue: {
      ...{ number: 7, state: 'open', body, labels: [{ name: 'tuning' }] },
      user: { login: 'github-actions[bot]' },
    },
    repository: { full_name: 'acado/serverless' },
  });

  it.each([
    [
      'writer',
      /^decision=approve\nissue=7\nservice=shop\nstage=dev\nbranch=tune\/shop-place-dev-512\n/,
    ],
    ['reader', /^decision=none\n$/],
  ])('hands on what a %s decides of the issue that was written', async (login, expected) => {
    const path = await aRun(workspace.root);
    await run(['apply', path]);
    const body = readFileSync(join(workspace.root, path, 'issue.md'), 'utf8');
    const [file, output] = ['event.json', 'output'].map((name) =>
      join(workspace.root, 'reports', name),
    );
    writeFileSync(file!, JSON.stringify(event(login, body)));

    const { exitCode, stderr } = await run(['approval', '--event', file!, '--output', output!]);

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(readFileSync(output!, 'utf8')).toMatch(expected);
  });
});
