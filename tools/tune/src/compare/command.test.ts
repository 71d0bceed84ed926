import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultOf, writeResult } from '../report/result-file.ts';
import { aContext, aCurve, anAnalysis, SIZES } from '../report/testing/an-analysis.ts';
import { HOSTILE, RUNS } from '../report/testing/runs.ts';
import { anIo } from '../run/testing/an-io.ts';
import { compare } from './command.ts';

/** A `result.json` in a folder of its own. */
async function saved(...run: Parameters<typeof resultOf>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'run-'));
  await writeResult(join(directory, 'result.json'), resultOf(...run));
  return directory;
}

async function ran(...args: string[]) {
  const { io, written } = anIo();
  await compare.run(args, io);
  return written;
}

const dear = anAnalysis({ measurements: aCurve(SIZES, 'x86_64', { cpuMs: 120, waitMs: 10 }) });

describe('compare', () => {
  it('says what has become of a function', async () => {
    const { stdout } = await ran(
      await saved(dear, aContext()),
      await saved(anAnalysis(), aContext()),
    );
    expect(stdout).toMatch(/^acado-crud-api-local-createItem: Better than before\n/);
    expect(stdout.match(/^1,024 MB .* better$/gm)).toHaveLength(2);
    expect(stdout).toContain('https://lambda-power-tuning.show/#');
  });

  it('compares the architectures of one run', async () => {
    const both = anAnalysis({ measurements: [...aCurve(SIZES), ...aCurve(SIZES, 'arm64')] });
    const { stdout } = await ran(await saved(both, aContext()));
    expect(stdout).toMatch(/^acado-crud-api-local-createItem: arm64 is better than x86_64\n/);
    expect(stdout).toContain('Both architectures ran on the one processor of this machine');
  });

  it('takes what decides from the input of the later run', async () => {
    const run = await saved(dear, aContext());
    const input = { minimumEffect: 0.9, confidence: 0.8 };
    const { stdout } = await ran(run, await saved(anAnalysis(), aContext({ input })), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'same',
      minimumEffect: 0.9,
      confidence: 0.8,
    });
  });

  it('warns if one was measured on AWS and the other was not', async () => {
    const onAws = await saved(anAnalysis(), aContext({ target: 'aws' }));
    const { stdout } = await ran(await saved(dear, aContext()), onAws);
    expect(stdout).toContain('Warning: The runs were measured in different places: local and aws');
  });

  it('writes it in every form', async () => {
    const out = join(await mkdtemp(join(tmpdir(), 'comparison-')), 'new');
    const { context: _, ...hostile } = RUNS['hostile text']!;
    const { stderr } = await ran(
      await saved(RUNS['failures on both architectures']!, aContext()),
      await saved(hostile, aContext({ functionKey: HOSTILE })),
      '--out',
      out,
    );
    const files = ['html', 'json', 'md', 'png', 'svg'].map((form) => `comparison.${form}`);
    expect((await readdir(out)).sort()).toEqual(files);
    expect(stderr.trim().split('\n').sort()).toEqual(files.map((file) => join(out, file)));
    for (const file of ['comparison.html', 'comparison.svg', 'comparison.md']) {
      const text = await readFile(join(out, file), 'utf8');
      expect(text).not.toMatch(/NaN|undefined|Infinity|<img|<script>alert|href="javascript/);
    }
    const svg = await readFile(join(out, 'comparison.svg'), 'utf8');
    expect(svg).toContain('>Before: 1,024 MB, x86_64<');
    for (const name of ['before, x86_64', 'before, arm64', 'after, x86_64', 'after, arm64']) {
      expect(svg).toContain(`>${name}<`);
    }
  });

  it('wants one run or two', async () => {
    await expect(ran()).rejects.toThrow('compare takes one run or two');
    await expect(ran('a', 'b', 'c')).rejects.toThrow('compare takes one run or two');
    await expect(ran('/nowhere')).rejects.toThrow('There is no result of a run in /nowhere');
  });
});
