import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { aContext, anAnalysis } from './testing/an-analysis.ts';
import { HOSTILE } from './testing/runs.ts';
import { writeReports } from './write-reports.ts';

const NEW = '2026-11-20T14-03-22Z-crud-api-createItem';
const OLD = '2026-11-19T09-00-00Z-crud-api-createItem';

async function written(): Promise<{ history: string; files: string[] }> {
  const history = await mkdtemp(join(tmpdir(), 'history-'));
  const at = (name: string) => aContext({ directory: join(history, name) });
  await writeReports(anAnalysis(), at(NEW));
  const old = anAnalysis({ startedAt: '2026-11-19T09:00:00.000Z', functionName: HOSTILE });
  const files = await writeReports(old, { ...at(OLD), functionKey: HOSTILE });
  return { history, files };
}

const read = (...path: string[]): Promise<string> => readFile(join(...path), 'utf8');

describe('writeReports', () => {
  it('writes every form of the report, and the list of all runs', async () => {
    const { history, files } = await written();
    expect(files.map((file) => basename(file))).toEqual([
      'result.json',
      'chart.svg',
      'chart.png',
      'report.html',
      'summary.md',
      'README.md',
      'index.html',
    ]);
    expect((await readdir(join(history, OLD))).sort()).toEqual(
      files
        .slice(0, 5)
        .map((file) => basename(file))
        .sort(),
    );
  });

  it('lists runs newest first, whichever was written last', async () => {
    const { history } = await written();
    for (const file of ['README.md', 'index.html']) {
      const list = await read(history, file);
      expect(list.indexOf(NEW)).toBeGreaterThan(0);
      expect(list.indexOf(OLD)).toBeGreaterThan(list.indexOf(NEW));
      expect(list).toContain('128 MB, x86_64');
      expect(list).not.toMatch(/NaN|undefined|<script|<img/);
    }
    expect(await read(history, 'README.md')).toMatch(/\| ▅▅▅▅▅█ \|$/m);
    expect(await read(history, 'index.html')).toContain('<svg class="spark"');
  });

  it('writes the same for the same runs', async () => {
    const [first, second] = [await written(), await written()];
    for (const file of ['README.md', 'index.html', `${NEW}/report.html`, `${NEW}/result.json`]) {
      expect(await read(first.history, file)).toBe(await read(second.history, file));
    }
  });

  it('lists a run that can’t be read, and leaves other folders out', async () => {
    const { history } = await written();
    const broken = '2026-11-18T00-00-00Z-crud-api-lost';
    await mkdir(join(history, broken));
    const other = '2026-11-18T00-00-00Z-smoke-crud-api';
    for (const folder of ['notes', other]) await mkdir(join(history, folder));
    await writeFile(join(history, broken, 'result.json'), '{}');
    await writeReports(anAnalysis(), aContext({ directory: join(history, NEW) }));
    expect(await read(history, 'README.md')).toMatch(
      new RegExp(`^\\| \\[${broken}\\].*can’t be read`, 'm'),
    );
    for (const folder of ['notes', other])
      expect(await read(history, 'index.html')).not.toContain(folder);
  });
});
