import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Analysis, Candidate } from '@acado/tuning';
import { writeResult, resultOf } from '../../report/result-file.ts';
import { aContext, aCurve, anAnalysis, SIZES } from '../../report/testing/an-analysis.ts';
import type { ApplyOptions, Context } from '../context.ts';
import type { DeployedFunction, Functions } from '../functions.ts';
import type { GitHub } from '../github.ts';

/** A service whose function has 1,024 MB. */
export const SHOP_YML = `service: acado-shop
# What all functions have.
provider:
  name: aws
  architecture: x86_64
  memorySize: 1024

functions:
  place:
    handler: src/place.handler
    # Orders are large.
    timeout: 20

  list:
    handler: src/list.handler
    memorySize: 256 # tuned
`;
export const SHOP = 'services/shop/serverless.yml';

export const before: Candidate = { memoryMb: 1024, architecture: 'x86_64' };
export const after: Candidate = { memoryMb: 512, architecture: 'x86_64' };

/** A repository in a temporary folder, with one service in it. */
export function aWorkspace(files: Record<string, string> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'tune-apply-'));
  const write = (changed: Record<string, string>) => {
    for (const [file, text] of Object.entries(changed)) {
      mkdirSync(join(root, dirname(file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  };
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  write({ [SHOP]: SHOP_YML, '.gitignore': 'reports\n', ...files });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'test');
  git('config', 'user.email', 'test@example.com');
  git('add', '.');
  git('commit', '--quiet', '--message=base');
  return {
    root,
    write,
    git,
    read: (file: string): string => readFileSync(join(root, file), 'utf8'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
export type Workspace = ReturnType<typeof aWorkspace>;

/** A run of `place` that recommends half of its memory. */
export async function aRun(
  root: string,
  {
    target = 'aws',
    name = '2026-11-20T14-03-22Z-shop-place',
    ...overrides
  }: Partial<Analysis> & { target?: 'aws' | 'local'; name?: string; codeSha256?: string } = {},
): Promise<string> {
  const directory = join(root, 'reports/history', name);
  mkdirSync(directory, { recursive: true });
  const stage = target === 'aws' ? 'dev' : 'local';
  const analysis = anAnalysis({
    functionName: `acado-shop-${stage}-place`,
    measurements: aCurve(SIZES),
    current: before,
    ...overrides,
    recommendation: {
      ...{ ...after, change: true, confident: true, costSaving: 0.2, durationSaving: -0.1 },
      reason: '512 MB costs 20 % less.',
      ...overrides.recommendation,
    },
  });
  const context = aContext({ target, directory, service: 'shop', functionKey: 'place' });
  await writeResult(join(directory, 'result.json'), resultOf(analysis, context));
  return `reports/history/${name}`;
}

/** Functions that are only remembered, and what was done with them. */
export function someFunctions(initial: Partial<DeployedFunction> | undefined = {}) {
  const name = 'acado-shop-dev-place';
  const functions = new Map<string, DeployedFunction>();
  if (initial)
    functions.set(name, {
      ...{ name, ...before, revisionId: '1', codeSha256: 'as measured' },
      lastModified: new Date('2026-11-01'),
      ...initial,
    });
  const port: Functions = {
    describe: async (wanted) => functions.get(wanted),
    configure: async (wanted, to) => {
      functions.set(wanted, { ...functions.get(wanted)!, ...to });
    },
  };
  return { port, now: () => functions.get(name) };
}

export const noGitHub: GitHub = {
  openPullRequest: () => 'https://github.test/pull/1',
  openIssue: () => 'https://github.test/issues/2',
  merge: () => ({ merged: true }),
  permissionOf: () => 'none',
};

export const aContextFor = (root: string, overrides: Partial<Context> = {}): Context => ({
  workspace: root,
  functions: () => someFunctions().port,
  github: noGitHub,
  now: () => new Date('2026-11-20T15:00:00Z'),
  ...overrides,
});

export const options = (overrides: Partial<ApplyOptions> = {}): ApplyOptions => ({
  ...{ mode: 'auto', dryRun: false, force: false, push: false, base: 'HEAD' },
  ...overrides,
});
