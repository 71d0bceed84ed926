import { createHash } from 'node:crypto';

/** An event that wants a place in the archive, and the abandoned object that held its claim before. */
export type Candidate = { eventId: string; supersedes?: string };

/**
 * The name of the object that a set of events belongs in. The same set always gets the same name.
 * An abandoned name can never be used again, so it goes into the name that supersedes it.
 */
export const objectName = (folder: string, candidates: readonly Candidate[]): string => {
  const set = candidates
    .map(({ eventId, supersedes = '' }) => `${eventId} ${supersedes}`)
    .sort()
    .join('\n');
  const hash = createHash('sha256').update(set).digest('hex').slice(0, 32);
  return `${folder}/${hash}.ndjson.gz`;
};
