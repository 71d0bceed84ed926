import { type CommentEvent, decide } from './decide.ts';
import { proposalMarker } from './proposal-marker.ts';

const facts = {
  ...{ service: 'worker-b', functionKey: 'storeOrders', stage: 'prod' },
  ...{ branch: 'tune/worker-b-storeOrders-512', commit: 'a'.repeat(40) },
  ...{ run: '2026-11-20T14-03-22Z-worker-b-storeOrders', workflowRun: '123' },
};

const permissions: Record<string, string> = { ann: 'write', bob: 'admin', eve: 'read' };
const ask = (repository: string, user: string) =>
  repository === 'acado/serverless' ? (permissions[user] ?? 'none') : 'none';

interface Said {
  comment?: string;
  by?: string;
  issue?: Partial<CommentEvent['issue']>;
}

const decided = ({ comment = '/approve', by = 'ann', issue = {} }: Said) =>
  decide(
    {
      action: 'created',
      comment: { body: comment, user: { login: by } },
      issue: {
        ...{ number: 7, state: 'open', body: `Text\n${proposalMarker(facts)}\n` },
        ...{ user: { login: 'github-actions[bot]' }, labels: [{ name: 'tuning' }] },
        ...issue,
      },
      repository: { full_name: 'acado/serverless' },
    },
    ask,
  );

describe('decide', () => {
  it.each([
    ['/approve', 'ann', 'approve'],
    [' /deny\r\n', 'bob', 'deny'],
  ])('takes %j of somebody who may write', (comment, by, decision) => {
    expect(decided({ comment, by })).toEqual({ decision, issue: 7, facts });
  });

  it('takes an issue that a writer opened', () => {
    expect(decided({ issue: { user: { login: 'bob' } } }).decision).toBe('approve');
  });

  const marker = proposalMarker(facts);
  it.each<[string, Said, string]>([
    ['another word', { comment: 'I would /approve' }, 'The comment is no /approve and no /deny'],
    ['more than the word', { comment: '/approve\nrm -rf' }, 'The comment is no /approve'],
    ['a reader', { by: 'eve' }, 'eve may not write to acado/serverless'],
    ['a stranger', { by: 'mallory' }, 'mallory may not write'],
    ['an issue of a stranger', { issue: { user: { login: 'eve' } } }, 'was opened by eve'],
    ['an issue without the label', { issue: { labels: [] } }, 'No label "tuning"'],
    ['a closed issue', { issue: { state: 'closed' } }, 'Issue #7 is closed'],
    ['a pull request', { issue: { pull_request: {} } }, 'A pull request is no tuning issue'],
    ['an issue without a text', { issue: { body: null } }, 'does not say what it asks for'],
    [
      'a branch that is none of ours',
      { issue: { body: marker.replace('tune/', 'main;') } },
      'does not say what it asks for',
    ],
    [
      'a service that would be a command',
      { issue: { body: marker.replace('"worker-b"', '"$(id)"') } },
      'does not say what it asks for',
    ],
    [
      'facts that are no JSON',
      { issue: { body: '<!-- acado-tune {nothing} -->' } },
      'does not say what it asks for',
    ],
  ])('decides nothing by %s', (_what, said, why) => {
    expect(decided(said)).toEqual({ decision: 'none', why: expect.stringContaining(why) });
  });
});
