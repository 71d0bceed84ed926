import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listReports, reportFile } from './report-files.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reports-')));
const reports = join(folder, 'reports');
const write = (path: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), '<p>');
};

beforeAll(() => {
  write('secret.html');
  write('reports/history/2026-11-20T14-33-32Z-worker-b-storeOrders/report.html');
  write('reports/history/2026-11-20T15-00-00Z-smoke-crud-api/index.html');
  write('reports/history/2026-11-20T14-50-00Z-load-crud-api-getItem/report.html');
  write('reports/history/2026-11-20T16-00-00Z-empty/result.json');
  write('reports/history/index.html');
  write('reports/evidence/index.html');
  write('reports/evidence/runs/V0/reports.ndjson.gz');
  symlinkSync(join(folder, 'secret.html'), join(reports, 'link.html'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('listReports', () => {
  it('lists what can be read, the newest first', async () => {
    const listed = await listReports(reports);
    expect(listed.map(({ kind, title, at }) => [kind, title, at])).toEqual([
      ['evidence', 'baseline and pipeline', undefined],
      ['smoke test', 'smoke-crud-api', '2026-11-20T15:00:00Z'],
      ['load test', 'load-crud-api-getItem', '2026-11-20T14:50:00Z'],
      ['tuning', 'worker-b-storeOrders', '2026-11-20T14:33:32Z'],
    ]);
    expect(listed[1]?.url).toBe('/reports/history/2026-11-20T15-00-00Z-smoke-crud-api/index.html');
  });

  it('is empty where there is no such folder', async () => {
    expect(await listReports(join(folder, 'nowhere'))).toEqual([]);
  });
});

describe('reportFile', () => {
  it('finds a report', async () => {
    const path = 'history/2026-11-20T14-33-32Z-worker-b-storeOrders/report.html';
    expect(await reportFile(reports, path)).toBe(join(reports, path));
  });

  it.each([
    '../secret.html',
    'history/../../secret.html',
    'link.html',
    '/etc/hosts.html',
    'evidence/runs/V0/reports.ndjson.gz',
    'evidence',
    '',
    'evidence/index.html\0.html',
    'nothing.html',
  ])('finds nothing for %j', async (path) => {
    expect(await reportFile(reports, path)).toBeUndefined();
  });
});
