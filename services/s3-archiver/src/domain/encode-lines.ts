import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ArchiveLine } from './archive-line.ts';

const compress = promisify(gzip);

/** Gzip of one line per event, ordered by event id: the same lines are always the same bytes (Node leaves gzip's time at 0). */
export const encodeLines = (lines: readonly ArchiveLine[]): Promise<Buffer> =>
  compress(
    lines
      .toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1))
      .map(({ json }) => `${json}\n`)
      .join(''),
  );
