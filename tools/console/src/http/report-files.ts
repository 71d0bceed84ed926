import { readdir, realpath } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

/** A report that somebody may want to read. */
export type ReportLink = {
  title: string;
  /** ISO 8601; absent for one that has no history. */
  at?: string;
  kind: string;
  /** Below the console's own address. */
  url: string;
};

const RUN = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-(.+)$/;
const KINDS = [
  ['load', 'load test'],
  ['smoke', 'smoke test'],
] as const;

/** What a browser shows, as it is to be served. */
export const REPORT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.md': 'text/plain; charset=utf-8',
};

const linkTo = (...parts: string[]): string =>
  `/reports/${parts.map(encodeURIComponent).join('/')}`;

/** Empty for a folder that is not there. */
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch((): string[] => []);

/** The first page in a folder. */
const pageIn = async (folder: string): Promise<string | undefined> => {
  const names = await namesIn(folder);
  return ['report.html', 'index.html', ...names.sort()].find(
    (name) => names.includes(name) && name.endsWith('.html'),
  );
};

/** Every report of a folder, the newest first, and the evidence before all of them. */
export async function listReports(reports: string): Promise<ReportLink[]> {
  const runs = await namesIn(join(reports, 'history'));
  const found = await Promise.all(
    runs
      .sort()
      .reverse()
      .map(async (run): Promise<ReportLink[]> => {
        const [, day, hour, minute, second, what = ''] = RUN.exec(run) ?? [];
        const page = await pageIn(join(reports, 'history', run));
        if (day === undefined || page === undefined) return [];
        const kind = KINDS.find(([word]) => what.split('-').includes(word))?.[1] ?? 'tuning';
        return [
          {
            ...{ title: what, kind, at: `${day}T${hour}:${minute}:${second}Z` },
            url: linkTo('history', run, page),
          },
        ];
      }),
  );
  const evidence = await pageIn(join(reports, 'evidence'));
  return [
    ...(evidence === undefined
      ? []
      : [{ title: 'baseline and pipeline', kind: 'evidence', url: linkTo('evidence', evidence) }]),
    ...found.flat(),
  ];
}

/** The file that a path below `/reports/` names; `undefined` when it is none of the reports. */
export async function reportFile(reports: string, path: string): Promise<string | undefined> {
  const root = await realpath(reports).catch(() => undefined);
  if (root === undefined || path.includes('\0') || REPORT_TYPES[extname(path)] === undefined)
    return undefined;
  // A link in the folder may lead out of it, too.
  const file = await realpath(resolve(root, path)).catch(() => undefined);
  return file?.startsWith(root + sep) ? file : undefined;
}
