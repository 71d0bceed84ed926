import type { Rule } from '../workflow.ts';
import { caches, credentials, pinned, sameVersion } from './actions.ts';
import { aggregate, concurrency, shell, timeouts } from './jobs.ts';
import { permissions, roles, scripts, triggers } from './permissions.ts';

/** What we ask of a workflow beyond what GitHub does. */
export const rules: Readonly<Record<string, Rule>> = {
  ...{ pinned, sameVersion, credentials, caches },
  ...{ permissions, roles, scripts, triggers },
  ...{ aggregate, concurrency, shell, timeouts },
};
