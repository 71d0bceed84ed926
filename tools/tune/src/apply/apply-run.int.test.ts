import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyRun } from './apply-run.ts';
import { revertRun } from './revert-run.ts';
import { appliedIn } from './applied.ts';
import {
  aContextFor,
  after,
  aRun,
  aWorkspace,
  before,
  options,
  SHOP,
  SHOP_YML,
  someFunctions,
  type Workspace,
} from './testing/a-workspace.ts';

let workspace: Workspace;
beforeEach(() => {
  workspace = aWorkspace();
});
afterEach(() => workspace.remove());

const tuned = SHOP_YML.replace('place.handler\n', 'place.handler\n    memorySize: 512\n');

/** Applies a run to functions that are remembered; what they are afterwards. */
const apply = async (
  run: string,
  wanted: Parameters<typeof options>[0] = {},
  deployed: Parameters<typeof someFunctions>[0] = {},
) => {
  const functions = someFunctions(deployed);
  const context = aContextFor(workspace.root, { functions: () => functions.port });
  const outcome = await applyRun(run, options(wanted), context);
  const revert = () => revertRun(run, { ...options(), dryRun: false }, context);
  return { outcome, functions, revert };
};

describe('applyRun, auto', () => {
  it('changes the function and the configuration, and keeps what undoes it', async () => {
    const run = await aRun(workspace.root);

    const { outcome, functions, revert } = await apply(run);

    expect(functions.now()).toMatchObject(after);
    expect(workspace.read(SHOP)).toBe(tuned);
    expect(workspace.git('diff')).toContain(
      outcome.patch.split('\n').slice(3).join('\n').trimEnd(),
    );
    expect(outcome.lines).toEqual([
      'acado-shop-dev-place: 1,024 MB, x86_64 → 512 MB, x86_64',
      `${SHOP}:11: memorySize 1024 → 512`,
    ]);
    expect(appliedIn(join(workspace.root, run))).toMatchObject({
      ...{ mode: 'auto', state: 'applied', at: '2026-11-20T15:00:00.000Z' },
      function: { name: 'acado-shop-dev-place', region: 'us-east-1', before, after },
    });

    await revert();
    expect(functions.now()).toMatchObject(before);
    expect(workspace.read(SHOP)).toBe(SHOP_YML);
    expect(appliedIn(join(workspace.root, run))?.state).toBe('reverted');
    await expect(revert()).resolves.toEqual({
      lines: ['2026-11-20T14-03-22Z-shop-place was taken back before'],
      open: false,
    });
  });

  it('changes only the configuration after a run on this machine', async () => {
    const run = await aRun(workspace.root, { target: 'local' });

    const { outcome, functions, revert } = await apply(run, {}, undefined);

    expect(outcome.lines[0]).toMatch(/^Measured on this machine: the next deployment changes/);
    expect(workspace.read(SHOP)).toBe(tuned);
    expect(functions.now()).toMatchObject(before);
    await revert();
    expect(workspace.read(SHOP)).toBe(SHOP_YML);
  });

  it('finishes what the tuner has already done with the function', async () => {
    const run = await aRun(workspace.root);

    const { outcome } = await apply(run, {}, { ...after, lastModified: new Date('2026-11-21') });

    expect(outcome.lines[0]).toBe('acado-shop-dev-place has 512 MB, x86_64 already');
    expect(workspace.read(SHOP)).toBe(tuned);
  });

  it('does not mind that the same code was deployed again', async () => {
    const run = await aRun(workspace.root, { codeSha256: 'as measured' });

    const { functions } = await apply(run, {}, { lastModified: new Date('2026-11-21') });

    expect(functions.now()).toMatchObject(after);
  });

  it('undoes what a killed process has done of it', async () => {
    const run = await aRun(workspace.root);
    const functions = someFunctions();
    const context = aContextFor(workspace.root, {
      functions: () => ({
        ...functions.port,
        configure: async (name, to) => {
          await functions.port.configure(name, to);
          if (to.memoryMb === after.memoryMb) throw new Error('killed');
        },
      }),
    });

    await expect(applyRun(run, options(), context)).rejects.toThrow('killed');
    expect(functions.now()).toMatchObject(after);
    expect(appliedIn(join(workspace.root, run))?.state).toBe('applying');

    await revertRun(run, options(), context);
    expect(functions.now()).toMatchObject(before);
    expect(workspace.read(SHOP)).toBe(SHOP_YML);
  });

  it.each(['applied', 'killed'])('is undone after it was %s and done again', async (how) => {
    const run = await aRun(workspace.root);
    const functions = someFunctions();
    const context = aContextFor(workspace.root, { functions: () => functions.port });
    const killed = aContextFor(workspace.root, {
      functions: () => ({
        ...functions.port,
        configure: async (name, to) => {
          await functions.port.configure(name, to);
          throw new Error('killed');
        },
      }),
    });
    if (how === 'killed') await expect(applyRun(run, options(), killed)).rejects.toThrow('killed');
    else await applyRun(run, options(), context);

    const { lines } = await applyRun(run, options(), context);
    await revertRun(run, options(), context);

    expect(lines[0]).toBe('acado-shop-dev-place has 512 MB, x86_64 already');
    expect(functions.now()).toMatchObject(before);
    expect(workspace.read(SHOP)).toBe(SHOP_YML);
  });

  it('undoes the half of a change of memory and architecture', async () => {
    const arm = { ...after, architecture: 'arm64' as const };
    const recommendation = { ...arm, change: true, confident: true, reason: 'Cheaper.' };
    const run = await aRun(workspace.root, { recommendation });
    const functions = someFunctions();
    const context = aContextFor(workspace.root, {
      functions: () => ({
        ...functions.port,
        configure: async (name, { memoryMb, architecture }) => {
          const isAll = memoryMb === before.memoryMb;
          await functions.port.configure(name, isAll ? before : { ...before, architecture });
          if (!isAll) throw new Error('killed');
        },
      }),
    });

    await expect(applyRun(run, options(), context)).rejects.toThrow('killed');
    await revertRun(run, options(), context);

    expect(functions.now()).toMatchObject(before);
  });

  it('undoes what was written of two files', async () => {
    const yml = SHOP_YML.replace(
      '    # Orders',
      '    memorySize: ${file(./sizes.yml):place}\n    # Orders',
    );
    workspace.write({ [SHOP]: yml, 'services/shop/sizes.yml': 'place: 1024\n' });
    const arm = { ...after, architecture: 'arm64' as const };
    const recommendation = { ...arm, change: true, confident: true, reason: 'Cheaper.' };
    const run = await aRun(workspace.root, { target: 'local', recommendation });
    const { revert } = await apply(run, {}, undefined);
    const half = workspace.read(SHOP);
    expect([half === yml, workspace.read('services/shop/sizes.yml')]).toEqual([
      false,
      'place: 512\n',
    ]);
    workspace.write({ 'services/shop/sizes.yml': 'place: 1024\n' });

    await revert();

    expect(workspace.read(SHOP)).toBe(yml);
    expect(workspace.read('services/shop/sizes.yml')).toBe('place: 1024\n');
  });

  it('says so when applied.json is damaged', async () => {
    const run = await aRun(workspace.root);
    await apply(run);
    workspace.write({ [`${run}/applied.json`]: '{"mode":"au' });

    await expect(revertRun(run, options(), aContextFor(workspace.root))).rejects.toThrow(
      /applied\.json:\n.*no JSON/,
    );
  });

  it('says what it would do', async () => {
    const run = await aRun(workspace.root);

    const { outcome, functions } = await apply(run, { dryRun: true });

    expect(outcome.patch).toContain('+    memorySize: 512');
    expect(functions.now()).toMatchObject(before);
    expect(workspace.read(SHOP)).toBe(SHOP_YML);
    expect(existsSync(join(workspace.root, run, 'applied.json'))).toBe(false);
  });

  it('does nothing where nothing is to be changed', async () => {
    const recommendation = { ...before, change: false, confident: true, reason: 'It is the best.' };
    const run = await aRun(workspace.root, { recommendation });

    const { outcome } = await apply(run);

    expect(outcome).toMatchObject({ unchanged: true, patch: '' });
    expect(outcome.lines).toEqual(['place stays as it is, with 1,024 MB, x86_64.']);
  });

  const unsure = {
    recommendation: { ...after, change: true, confident: false, reason: 'Too few samples.' },
  };
  it.each<[string, Parameters<typeof aRun>[1], Parameters<typeof someFunctions>[0], string]>([
    ['it is not certain', unsure, {}, 'the result is not certain: Too few samples.'],
    [
      'the function has another size now',
      {},
      { memoryMb: 2048 },
      'the function was 1,024 MB, x86_64 when it was measured, and is 2,048 MB, x86_64 now',
    ],
    [
      'the function was deployed since',
      {},
      { lastModified: new Date('2026-11-20T14:30:00Z') },
      'the function was deployed or changed since 2026-11-20T14:30:00.000Z, after it was measured',
    ],
    [
      'the function has other code now',
      { codeSha256: 'as measured' },
      { codeSha256: 'another' },
      'the function has other code since 2026-11-01T00:00:00.000Z',
    ],
    [
      'the configuration was changed since a run on this machine',
      { target: 'local', current: { memoryMb: 768, architecture: 'arm64' } },
      undefined,
      'was 768 MB, arm64 when it was measured, and is configured as 1024 MB, x86_64 now',
    ],
  ])('refuses when %s, unless forced', async (_when, run, deployed, why) => {
    const path = await aRun(workspace.root, run);

    await expect(apply(path, {}, deployed)).rejects.toThrow(why);
    expect(workspace.read(SHOP)).toBe(SHOP_YML);
    expect(existsSync(join(workspace.root, path, 'applied.json'))).toBe(false);

    await apply(path, { force: true }, deployed);
    expect(workspace.read(SHOP)).toBe(tuned);
  });

  it('changes nothing when the configuration can not be changed', async () => {
    workspace.write({ [SHOP]: SHOP_YML.replace('    timeout: 20', '    memorySize: ${env:SIZE}') });
    const functions = someFunctions();
    const context = aContextFor(workspace.root, { functions: () => functions.port });
    const run = await aRun(workspace.root);

    await expect(applyRun(run, options(), context)).rejects.toThrow(
      `${SHOP}:12: memorySize is \${env:SIZE}, which only the framework knows`,
    );
    expect(functions.now()).toMatchObject(before);
  });

  it('names a function that is not deployed', async () => {
    const context = aContextFor(workspace.root, {
      functions: () => ({ describe: async () => undefined, configure: async () => undefined }),
    });

    await expect(applyRun(await aRun(workspace.root), options(), context)).rejects.toThrow(
      'There is no function acado-shop-dev-place in us-east-1',
    );
  });
});

describe('revertRun', () => {
  it('leaves alone what was changed since', async () => {
    const run = await aRun(workspace.root);
    const { functions, revert } = await apply(run);
    workspace.write({ [SHOP]: tuned.replace('512', '640') });

    await expect(revert()).rejects.toThrow(`${SHOP} was changed since: take this back by hand`);
    expect(functions.now()).toMatchObject(after);
  });

  it('leaves alone a function that has yet another size', async () => {
    const run = await aRun(workspace.root);
    const { functions, revert } = await apply(run);
    await functions.port.configure('acado-shop-dev-place', { ...after, memoryMb: 640 });

    await expect(revert()).rejects.toThrow('which is not what was applied (512 MB, x86_64)');
    expect(workspace.read(SHOP)).toBe(tuned);
  });

  it('keeps other changes of the file', async () => {
    const run = await aRun(workspace.root);
    const { revert } = await apply(run);
    workspace.write({ [SHOP]: `# First line.\n${tuned}# Last line.\n` });

    await revert();

    expect(workspace.read(SHOP)).toBe(`# First line.\n${SHOP_YML}# Last line.\n`);
  });

  it('says so when only a proposal was made', async () => {
    const run = await aRun(workspace.root);
    const { revert } = await apply(run, { mode: 'manual' });

    expect(await revert()).toEqual({
      lines: ['Nothing of 2026-11-20T14-03-22Z-shop-place is there to take back'],
      open: false,
    });
  });

  it('says what was done when the configuration can not be taken back', async () => {
    const run = await aRun(workspace.root);
    const { functions } = await apply(run);
    workspace.git('commit', '--all', '--quiet', '--message=tuned');
    const context = aContextFor(workspace.root, { functions: () => functions.port });

    await expect(revertRun(run, options({ push: true }), context)).rejects.toThrow(
      /git push failed: [^]+not taken back: do this again\. Done: acado-shop-dev-place: 512 MB.+1,024 MB/,
    );
    expect(functions.now()).toMatchObject(before);
    expect(appliedIn(join(workspace.root, run))?.state).toBe('applied');
  });

  it('knows a run that was not applied', async () => {
    const run = await aRun(workspace.root);

    await expect(revertRun(run, options(), aContextFor(workspace.root))).rejects.toThrow(
      'was not applied: there is no applied.json',
    );
  });
});

describe('applyRun, manual', () => {
  it('makes a branch with that one change and touches nothing else', async () => {
    const run = await aRun(workspace.root);
    const unsaved = SHOP_YML.replace('timeout: 20', 'timeout: 25');
    workspace.write({ [SHOP]: unsaved, 'new.txt': 'not added', 'staged.txt': 'added' });
    workspace.git('add', 'staged.txt');
    const status = workspace.git('status', '--short');

    const { outcome, functions } = await apply(run, { mode: 'manual' });

    expect(outcome.branch).toBe('tune/shop-place-dev-512');
    expect(workspace.git('diff', '--name-only', 'main', 'tune/shop-place-dev-512')).toBe(SHOP);
    expect(workspace.git('show', `tune/shop-place-dev-512:${SHOP}`)).toBe(tuned.trimEnd());
    expect(workspace.git('log', '--format=%s', 'main..tune/shop-place-dev-512')).toBe(
      'perf(shop): run place with 512 MB, x86_64',
    );
    expect(workspace.git('status', '--short')).toBe(status);
    expect(workspace.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(workspace.read(SHOP)).toBe(unsaved);
    expect(functions.now()).toMatchObject(before);
  });

  it('is the same branch a second time, and another one is kept', async () => {
    const run = await aRun(workspace.root);
    const { outcome } = await apply(run, { mode: 'manual' });

    const again = await apply(run, { mode: 'manual' });
    expect(again.outcome.commit).toBe(outcome.commit);

    workspace.git('update-ref', 'refs/heads/tune/shop-place-dev-512', 'main');
    await expect(apply(run, { mode: 'manual' })).rejects.toThrow(
      'There is a branch tune/shop-place-dev-512 with something else',
    );
  });

  it('writes what to ask, with the figures and the answers', async () => {
    const run = await aRun(workspace.root);

    const { outcome } = await apply(run, { mode: 'manual' });

    const text = (file: string) => readFileSync(join(workspace.root, run, file), 'utf8');
    expect(text('pull-request.md')).toMatch(
      /should have \*\*512 MB, x86_64\*\* in place of 1,024 MB, x86_64/,
    );
    expect(text('pull-request.md')).toContain('20 % cheaper, 10 % slower');
    expect(text('pull-request.md')).toContain('+    memorySize: 512');
    expect(text('pull-request.md')).toContain('[Chart](<https://lambda-power-tuning.show/#');
    expect(text('issue.md')).toMatch(/`\/approve`.+deploys shop to dev/);
    expect(text('issue.md')).toContain(`"commit":"${outcome.commit}"`);
  });

  it('takes the base that it is told', async () => {
    const run = await aRun(workspace.root);
    workspace.git('checkout', '--quiet', '-b', 'feature');
    workspace.write({ 'other.txt': 'of the feature' });
    workspace.git('add', '.');
    workspace.git('commit', '--quiet', '--message=feature');

    await apply(run, { mode: 'manual', base: 'main' });

    expect(workspace.git('log', '--format=%s', '-1', 'tune/shop-place-dev-512^')).toBe('base');
    await expect(apply(run, { mode: 'manual', base: 'nowhere' })).rejects.toThrow(
      'git knows no "nowhere"',
    );
  });
});
