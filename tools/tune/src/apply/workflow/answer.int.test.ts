import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { aFakeGh } from '../testing/fake-gh.ts';

const WORKFLOW = join(import.meta.dirname, '../../../../../.github/workflows/tune-apply.yml');
const step = z.object({ name: z.string().optional(), run: z.string().optional() });
const { jobs } = z
  .object({ jobs: z.object({ apply: z.object({ steps: z.array(step) }) }) })
  .parse(parse(readFileSync(WORKFLOW, 'utf8')));
const script = jobs.apply.steps.find(({ name }) => name === 'Answer')!.run!;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tune-answer-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('the last step of .github/workflows/tune-apply.yml', () => {
  it.each([
    ['skipped', 'skipped', 'skipped', 'comment', 'Not applied'],
    ['failure', 'skipped', 'skipped', 'comment', 'Not applied'],
    ['success', 'success', 'skipped', 'close', 'Applied, measured again and kept'],
    ['success', 'failure', 'success', 'close', 'Applied and taken back'],
    ['success', 'skipped', 'success', 'close', 'Applied and taken back'],
    ['success', 'failure', 'failure', 'comment', 'could not be taken back'],
  ])('says what is after %s, %s, %s', (MERGED, KEPT, TAKEN_BACK, action, words) => {
    const gh = aFakeGh(directory);
    const outcomes = { MERGED, KEPT, TAKEN_BACK, ISSUE: '7', RUN: 'https://github.test/runs/1' };

    const { status } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
      env: { ...process.env, ...gh.env, ...outcomes },
    });

    expect(status).toBe(0);
    const [call, ...others] = gh.calls();
    expect(call?.args.slice(0, 3)).toEqual(['issue', action, '7']);
    expect(call?.args.at(-1)).toContain(words);
    expect(others).toEqual([]);
  });
});
