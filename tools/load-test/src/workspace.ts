import { join, resolve } from 'node:path';

/** Absolute path of the workspace. */
export const ROOT = resolve(import.meta.dirname, '../../..');

/** What runs have changed and not yet put back. */
export const JOURNAL_FOLDER = process.env.LOAD_TEST_JOURNAL ?? join(ROOT, '.local', 'load-test');
