import { z } from 'zod';
import { LABEL, type ProposalFacts, readProposalMarker } from './proposal-marker.ts';

/** What an `issue_comment` event says, as far as it is read. */
export const commentEventSchema = z.object({
  action: z.literal('created'),
  comment: z.object({ body: z.string(), user: z.object({ login: z.string() }) }),
  issue: z.object({
    number: z.int(),
    state: z.string(),
    body: z.string().nullable(),
    user: z.object({ login: z.string() }),
    labels: z.array(z.object({ name: z.string() })),
    pull_request: z.unknown().optional(),
  }),
  repository: z.object({ full_name: z.string() }),
});
export type CommentEvent = z.output<typeof commentEventSchema>;

/** What a comment decides, and of what; or why it decides nothing. */
export type Decision =
  | { decision: 'approve' | 'deny'; issue: number; facts: ProposalFacts }
  | { decision: 'none'; why: string };

/** Who opens tuning issues: the workflow, or somebody who may write. */
const WORKFLOW_USER = 'github-actions[bot]';
const WRITERS = ['admin', 'maintain', 'write'];

/**
 * Reads a decision from a comment. Who comments is asked for first, and the issue must be one that a writer or the
 * workflow opened: anybody may open an issue that looks like it.
 *
 * @param permissionOf What somebody may do in the repository: `admin`, `write`, `read`, `none`.
 */
export function decide(
  { comment, issue, repository }: CommentEvent,
  permissionOf: (repository: string, user: string) => string,
): Decision {
  const none = (why: string): Decision => ({ decision: 'none', why });
  const word = /^\/(approve|deny)\s*$/.exec(comment.body.trim())?.[1];
  if (word !== 'approve' && word !== 'deny') return none('The comment is no /approve and no /deny');
  if (issue.pull_request !== undefined) return none('A pull request is no tuning issue');
  if (!issue.labels.some(({ name }) => name === LABEL)) return none(`No label "${LABEL}"`);
  if (issue.state !== 'open') return none(`Issue #${issue.number} is ${issue.state}`);
  const mayWrite = (user: string) => WRITERS.includes(permissionOf(repository.full_name, user));
  if (!mayWrite(comment.user.login))
    return none(`${comment.user.login} may not write to ${repository.full_name}`);
  if (issue.user.login !== WORKFLOW_USER && !mayWrite(issue.user.login))
    return none(`Issue #${issue.number} was opened by ${issue.user.login}, who may not write`);
  const facts = readProposalMarker(issue.body ?? '');
  if (!facts) return none(`Issue #${issue.number} does not say what it asks for`);
  return { decision: word, issue: issue.number, facts };
}
